import type { LibraryDocument } from '@/lib/library'
import { analyse } from './analyse'
import type { Indexed } from './answer'
import type { Engine, QueryWord } from './engine'
import { fieldNames, usualShareOf } from './fields'
import { prepareQuery } from './query'
import { answering, order } from './rank'
import { searchLimits, type SimilarQuery } from './schema'
import { stemOf } from './stem'

/** What stands for a document or a long text: so many of its words, those that tell most. */
const most = searchLimits.words

/**
 * The documents nearest to one of the library, or to a text, the nearest first; none when nothing comes near. A short
 * text is searched for as it is, with its typing errors. Of a longer one, and of a document, the words that tell most
 * are searched for, by how often they stand there and how rare they are in the library (tf-idf, Salton and Buckley
 * 1988), each with its share of the weight.
 */
export function similarIn({ engine, documents }: Indexed, { to, kinds, without, limit }: SimilarQuery) {
  const words = 'id' in to ? wordsOfDocument(to.id, engine) : wordsOfText(to.text, engine)
  const isWanted = ({ id, kind }: LibraryDocument) =>
    !without.includes(id) && (!('id' in to) || to.id !== id) && (!kinds || kinds.includes(kind))
  const found = answering(words, engine).filter(({ number }) => {
    const document = documents.at(number)
    return document !== undefined && isWanted(document)
  })
  const ranked = order({ found, words, engine, offset: 0, limit })
  return ranked.flatMap(({ number }) => documents.at(number) ?? [])
}

/** How much of a term there is, and in how many rows of the document in question it stands. */
type Counts = Map<string, { amount: number; rows: number }>

function wordsOfText(text: string, engine: Engine): QueryWord[] {
  const words = analyse(text)
  if (words.length <= most) return prepareQuery(text, engine.vocabulary).words
  const counts: Counts = new Map()
  for (const word of words) count(counts, stemOf(word), { amount: 1, rows: 0 })
  return telling(counts, engine)
}

function wordsOfDocument(id: string, engine: Engine): QueryWord[] {
  const counts: Counts = new Map()
  for (const { row } of engine.rowsOf(id)) {
    const here = new Set<string>()
    for (const name of fieldNames) {
      const terms = analyse(row[name]).map(stemOf)
      // Title and tags stand in every row; once is enough.
      const isRepeated = (name === 'title' || name === 'tags') && row.place > 0
      const amount = isRepeated ? 0 : usualShareOf(name, terms.length)
      for (const term of terms) {
        count(counts, term, { amount, rows: here.has(term) ? 0 : 1 })
        here.add(term)
      }
    }
  }
  return telling(counts, engine)
}

function count(counts: Counts, term: string, by: { amount: number; rows: number }): void {
  const known = counts.get(term) ?? { amount: 0, rows: 0 }
  counts.set(term, { amount: known.amount + by.amount, rows: known.rows + by.rows })
}

/**
 * The words that tell most, in the order of the text, since what stands together counts; the best weighs 1. Those that
 * no other document has tell nothing here.
 */
function telling(counts: Counts, engine: Engine): QueryWord[] {
  const told = [...counts]
    .filter(([term, { rows }]) => engine.vocabulary.frequency(term) > rows)
    .map(([term, { amount }], at) => ({ term, at, value: engine.rarity(single(term, 1)) * Math.log1p(amount) }))
  const best = told.sort((a, b) => b.value - a.value || a.at - b.at).slice(0, most)
  const highest = best[0]?.value ?? 1
  return best.sort((a, b) => a.at - b.at).map(({ term, value }) => single(term, value / highest))
}

function single(term: string, weight: number): QueryWord {
  return { text: term, terms: [{ term, weight }] }
}
