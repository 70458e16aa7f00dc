import { Index } from 'flexsearch'
import { analyse } from './analyse'
import { fieldNames, slots, slotsOf, type FieldName } from './fields'
import { createVocabulary, type Vocabulary } from './vocabulary'

/** A section as the engine holds it; `place` is its position in its document, `anchor` may be empty. */
export type Row = Record<FieldName, string> & {
  id: string
  documentId: string
  place: number
  anchor: string
}

/** A word of a query with all terms that stand for it; a weight of 1 is the word itself. */
export type QueryWord = { text: string; terms: { term: string; weight: number }[] }

/** A row with its fields as term numbers, in order of `fieldNames`. */
export type IndexedRow = { row: Row; fields: Uint32Array[] }

/** A document that has at least one word. `words` has bit n set for word n; `impact` estimates its best row's score. */
export type Candidate = { documentId: string; words: number; impact: number }

/** What search needs of an engine. Only this file knows which one it is. */
export type Engine = {
  /** Adds a row, in place of one with the same id. */
  put(row: Row): void
  /** Takes a row away; an unknown id is fine. */
  remove(rowId: string): void
  /** Every document with at least one of the words (the first 32 are looked at), in no particular order. */
  candidates(words: QueryWord[]): Candidate[]
  /** The rows of a document, in its order. */
  rowsOf(documentId: string): IndexedRow[]
  /** How much it tells that a row has the word (BM25's idf): high for rare ones, in natural logarithms. */
  rarity(word: QueryWord): number
  readonly vocabulary: Pick<Vocabulary, 'find' | 'frequency' | 'completions' | 'neighbours'>
}

/** An empty engine on flexsearch, used as an impact-ordered index: a row stands in the slot of how well it fits a term. */
export function createEngine(): Engine {
  const vocabulary = createVocabulary()
  const numbers = new Map<string, number>()
  const rows: (IndexedRow | undefined)[] = []
  const free: number[] = []
  const rowsIn = new Map<string, Set<number>>()
  const documents = new Map<string, number>()
  const documentIds: string[] = []
  const documentOf: number[] = []
  let slotOf = new Map<string, number>()
  const index = newIndex((term) => slotOf.get(term))

  function put(row: Row): void {
    remove(row.id)
    const terms = fieldNames.map((name) => analyse(row[name]))
    slotOf = slotsOf(terms)
    const number = free.pop() ?? rows.length
    rows[number] = { row, fields: terms.map((list) => Uint32Array.from(list.map(vocabulary.numberOf))) }
    numbers.set(row.id, number)
    rowsIn.set(row.documentId, (rowsIn.get(row.documentId) ?? new Set()).add(number))
    documentOf[number] = documents.get(row.documentId) ?? documentIds.push(row.documentId) - 1
    documents.set(row.documentId, documentOf[number])
    for (const term of slotOf.keys()) vocabulary.count(vocabulary.numberOf(term), 1)
    index.add(number, [...slotOf.keys()].join('\n'))
  }

  function remove(rowId: string): void {
    const number = numbers.get(rowId)
    const known = number === undefined ? undefined : rows[number]
    if (number === undefined || !known) return
    index.remove(number)
    for (const term of new Set(known.fields.flatMap((field) => [...field]))) vocabulary.count(term, -1)
    rows[number] = undefined
    numbers.delete(rowId)
    free.push(number)
    const siblings = rowsIn.get(known.row.documentId)
    siblings?.delete(number)
    if (siblings?.size === 0) rowsIn.delete(known.row.documentId)
  }

  const rarity = (word: QueryWord) => rarityOf(word, vocabulary, numbers.size)

  function candidates(words: QueryWord[]): Candidate[] {
    const tally = newTally(rows.length, documentIds.length)
    for (const [place, word] of words.slice(0, 32).entries()) {
      const rare = rarity(word)
      for (const { term, weight } of word.terms) {
        const { result } = index.search(term, { resolve: false })
        for (let slot = 0; slot < result.length; slot += 1) {
          const impact = weight * rare * (1 - slot / slots)
          count(tally, (result[slot] ?? []) as number[], { impact, place, documentOf })
        }
      }
    }
    return candidatesOf(tally, documentIds)
  }

  function rowsOf(documentId: string): IndexedRow[] {
    const own = [...(rowsIn.get(documentId) ?? [])].flatMap((number) => rows[number] ?? [])
    return own.sort((a, b) => a.row.place - b.row.place)
  }

  return { put, remove, candidates, rowsOf, rarity, vocabulary }
}

function rarityOf({ terms }: QueryWord, vocabulary: Vocabulary, rows: number): number {
  const own = terms.filter(({ weight }) => weight === 1)
  const standing = (own.length > 0 ? own : terms).reduce((sum, { term }) => sum + vocabulary.frequency(term), 0)
  const frequency = Math.min(standing, rows)
  return Math.log(1 + (rows - frequency + 0.5) / (frequency + 0.5))
}

// Analysed by us, field by field: flexsearch's own encoders take `10` for `100` and `c++` for `c#`.
// Without `fastupdate` a removal walks the whole index.
function newIndex(slotOf: (term: string) => number | undefined) {
  return new Index({
    tokenize: 'strict',
    resolution: slots,
    fastupdate: true,
    resolve: false,
    encode: (terms) => terms.split('\n'),
    score: (_terms, term) => slotOf(term) ?? slots - 1,
  })
}

// Plain numbered arrays: in a large library a common word stands in tens of thousands of rows.
type Tally = { impacts: Float64Array; best: Float64Array; masks: Int32Array }

function newTally(rows: number, documents: number): Tally {
  return { impacts: new Float64Array(rows), best: new Float64Array(documents), masks: new Int32Array(documents) }
}

type Hit = { impact: number; place: number; documentOf: number[] }

function count({ impacts, best, masks }: Tally, rows: number[], { impact, place, documentOf }: Hit): void {
  for (const row of rows) {
    const sum = (impacts[row] ?? 0) + impact
    const document = documentOf[row] ?? 0
    impacts[row] = sum
    masks[document] = (masks[document] ?? 0) | (1 << place)
    if (sum > (best[document] ?? 0)) best[document] = sum
  }
}

function candidatesOf({ best, masks }: Tally, documentIds: string[]): Candidate[] {
  const found: Candidate[] = []
  for (const [document, words] of masks.entries()) {
    if (words !== 0) found.push({ documentId: documentIds[document] ?? '', words, impact: best[document] ?? 0 })
  }
  return found
}
