import type { Document } from '../search/collection'
import { depth, type Searcher } from '../search/searcher'

/** A field of a document: its weight, and how much its length counts (0 to 1). */
export type Field = { of: (document: Document) => string; weight: number; b: number }

type Given = { documents: Document[]; fields: Field[]; nearness: number; analyse: (text: string) => string[] }
type Posting = { document: number; field: number; places: number[] }
type Index = { postings: Map<string, Posting[]>; lengths: Float64Array[]; averages: number[]; size: number }

const k1 = 1.2
const nearWindow = 8

/**
 * Exhaustive BM25F: every document with one of the words is scored, and nothing is left out for speed. By Robertson
 * and Zaragoza, “The Probabilistic Relevance Framework: BM25 and Beyond” (2009):
 *
 *     score(d) = sum over words t of  idf(t) * (k1 + 1) * tf(t, d) / (k1 + tf(t, d))
 *     tf(t, d) = sum over fields f of  weight(f) * count(t, d, f) / (1 - b(f) + b(f) * length(d, f) / average(f))
 *     idf(t)   = ln(1 + (N - n(t) + 0.5) / (n(t) + 0.5))
 *
 * with k1 = 1.2. With one field of weight 1 and b = 0.75 it is BM25. `nearness` times the mean idf of two words that
 * follow each other in the query, divided by their distance, is added where both stand within 8 words of each other in
 * a field; 0 leaves that out.
 */
export function createBm25({ documents, fields, nearness, analyse }: Given): Searcher {
  const index = indexOf(documents, { fields, analyse })
  const ids = documents.map(({ id }) => id)
  return (query) => {
    const words = [...new Set(analyse(query))].map((word) => postingsOf(word, index))
    const scores = new Map<number, number>()
    for (const { idf, postings } of words) {
      for (const [document, tf] of frequencies(postings, { index, fields })) {
        add(scores, document, (idf * (k1 + 1) * tf) / (k1 + tf))
      }
    }
    if (nearness > 0) for (const { document, more } of nearPairs(words)) add(scores, document, nearness * more)
    const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    return ranked.slice(0, depth).map(([document]) => ids[document] ?? '')
  }
}

function indexOf(documents: Document[], { fields, analyse }: Pick<Given, 'fields' | 'analyse'>): Index {
  const postings: Index['postings'] = new Map()
  const lengths = fields.map(() => new Float64Array(documents.length))
  for (const [number, document] of documents.entries()) {
    for (const [field, { of }] of fields.entries()) {
      const terms = analyse(of(document))
      lengths[field]?.fill(terms.length, number, number + 1)
      const places = new Map<string, number[]>()
      for (const [place, term] of terms.entries()) listIn(places, term).push(place)
      for (const [term, own] of places) listIn(postings, term).push({ document: number, field, places: own })
    }
  }
  const averages = lengths.map((own) => own.reduce((sum, one) => sum + one, 0) / documents.length || 1)
  return { postings, lengths, averages, size: documents.length }
}

type Word = { idf: number; postings: Posting[] }

function postingsOf(word: string, { postings, size }: Index): Word {
  const own = postings.get(word) ?? []
  const standing = new Set(own.map(({ document }) => document)).size
  return { idf: Math.log(1 + (size - standing + 0.5) / (standing + 0.5)), postings: own }
}

function frequencies(postings: Posting[], { index, fields }: { index: Index; fields: Field[] }): Map<number, number> {
  const found = new Map<number, number>()
  for (const { document, field, places } of postings) {
    const { weight = 0, b = 0 } = fields[field] ?? {}
    const length = (index.lengths[field]?.[document] ?? 0) / (index.averages[field] ?? 1)
    add(found, document, (weight * places.length) / (1 - b + b * length))
  }
  return found
}

function* nearPairs(words: Word[]): Generator<{ document: number; more: number }> {
  for (const [at, one] of words.entries()) {
    const other = words[at + 1]
    if (!other) return
    const key = ({ document, field }: Posting) => `${document} ${field}`
    const places = new Map(one.postings.map((posting) => [key(posting), posting.places]))
    const nearest = new Map<number, number>()
    for (const posting of other.postings) {
      const distance = distanceOf(places.get(key(posting)) ?? [], posting.places)
      nearest.set(posting.document, Math.min(distance, nearest.get(posting.document) ?? Infinity))
    }
    for (const [document, distance] of nearest) {
      if (distance <= nearWindow) yield { document, more: (one.idf + other.idf) / 2 / distance }
    }
  }
}

function distanceOf(some: number[], others: number[]): number {
  let nearest = Infinity
  for (let a = 0, b = 0; a < some.length && b < others.length;) {
    const difference = (others[b] ?? 0) - (some[a] ?? 0)
    nearest = Math.min(nearest, Math.abs(difference))
    if (difference > 0) a += 1
    else b += 1
  }
  return nearest
}

function add(sums: Map<number, number>, key: number, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value)
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}
