import { Index } from 'flexsearch'
import { analyse } from './analyse'
import { createLengths, fieldNames, saturation, slots, usualShareOf, type FieldName, type Lengths } from './fields'
import { boundsOf, lengthsOf, pack, type Packed } from './packed'
import { createRowStore } from './row-store'
import { candidatesOf, countIn, newTally } from './tally'
import { createVocabulary, type Vocabulary } from './vocabulary'

/** A section as the engine holds it; `place` is its position in its document, `anchor` may be empty. */
export type Row = Record<FieldName, string> & {
  id: string
  documentId: string
  place: number
  anchor: string
}

/** A word of a query with all terms that stand for it; a weight of 1 is the word itself. */
export type QueryWord = { text: string; terms: { term: string; weight: number; isSynonym?: true }[] }

/** A row with its fields as term numbers. */
export type IndexedRow = { row: Row; fields: Packed }

/**
 * A document that has at least one word, with its number in the index. `words` has bit n set for word n; `impact`
 * estimates its best row's score.
 */
export type Candidate = { number: number; documentId: string; words: number; impact: number }

/** What search needs of an engine. Only this file knows which one it is. */
export type Engine = {
  /** Adds a row, in place of one with the same id. */
  put(row: Row): void
  /** Takes a row away; an unknown id is fine. */
  remove(rowId: string): void
  /** Every document with at least one of the words (the first 32 are looked at), in no particular order. */
  candidates(words: QueryWord[]): Candidate[]
  /** Every document there is or was, as one that has none of the words: of a query without any, none answers more. */
  everyDocument(): Candidate[]
  /** The rows of a document, in its order. */
  rowsOf(documentId: string): readonly IndexedRow[]
  /** The number of a document that has rows, or had some: it stays its own. */
  numberOf(documentId: string): number | undefined
  /** How much it tells that a row has the word (BM25's idf): high for rare ones, in natural logarithms. */
  rarity(word: QueryWord): number
  readonly shareOf: Lengths['shareOf']
  readonly vocabulary: Pick<Vocabulary, 'find' | 'size' | 'frequency' | 'completions' | 'neighbours'>
}

/** An empty engine on flexsearch, used as an impact-ordered index: a row stands in the slot of how well it fits a term. */
export function createEngine(): Engine {
  const vocabulary = createVocabulary()
  const lengths = createLengths()
  const store = createRowStore()
  let slotOf = new Map<number, number>()
  const index = newIndex((term) => slotOf.get(term))

  function put(row: Row): void {
    remove(row.id)
    const words = fieldNames.map((name) => analyse(row[name]))
    const fields = pack(words.map((list) => list.map(vocabulary.termOf)))
    count(words, fields, 1)
    slotOf = slotsOf(fields)
    const number = store.put({ row, fields })
    index.add(number, [...slotOf.keys()].join(' '))
  }

  function remove(rowId: string): void {
    const taken = store.take(rowId)
    if (!taken) return
    index.remove(taken.number)
    const words = fieldNames.map((name) => analyse(taken.indexed.row[name]))
    count(words, taken.indexed.fields, -1)
  }

  function count(words: string[][], fields: Packed, by: 1 | -1): void {
    const terms = new Set(fields.subarray(boundsOf(fields, 0).start))
    vocabulary.count(new Set(words.flat()), terms, by)
    lengths.count(lengthsOf(fields), by)
  }

  const rarity = (word: QueryWord) => rarityOf(word, vocabulary, store.count().rows)

  function candidates(words: QueryWord[]): Candidate[] {
    const tally = newTally(store.count().highest, store.documentIds.length)
    for (const [place, word] of words.slice(0, 32).entries()) {
      const rare = rarity(word)
      for (const { term, weight } of word.terms) {
        const number = vocabulary.find(term)
        if (number === undefined) continue
        const { result } = index.search(String(number), { resolve: false })
        for (let slot = 0; slot < result.length; slot += 1) {
          const impact = weight * rare * (1 - slot / slots)
          countIn(tally, (result[slot] ?? []) as number[], { impact, place, documentOf: store.documentOf })
        }
      }
    }
    return candidatesOf(tally, store.documentIds)
  }

  const everyDocument = () =>
    store.documentIds.map((documentId, number) => ({ number, documentId, words: 0, impact: 0 }))

  const { rowsOf, numberOf } = store
  return { put, remove, candidates, everyDocument, rowsOf, numberOf, rarity, shareOf: lengths.shareOf, vocabulary }
}

function rarityOf({ terms }: QueryWord, vocabulary: Vocabulary, rows: number): number {
  const typed = terms.filter(({ isSynonym }) => !isSynonym)
  // Of several that a word may have been meant for, the commonest: their sum would make it tell nothing, and the rare
  // one alone, which may be the beginning of a common one, too much.
  const standing = Math.max(0, ...(typed.length > 0 ? typed : terms).map(({ term }) => vocabulary.frequency(term)))
  const frequency = Math.min(standing, rows)
  return Math.log(1 + (rows - frequency + 0.5) / (frequency + 0.5))
}

/** The slot of each term of a row: 0 fits best, `slots - 1` least. */
function slotsOf(fields: Packed): Map<number, number> {
  const counts = new Map<number, number>()
  for (const [place, name] of fieldNames.entries()) {
    const { start, end } = boundsOf(fields, place)
    const share = usualShareOf(name, end - start)
    for (const term of fields.subarray(start, end)) counts.set(term, (counts.get(term) ?? 0) + share)
  }
  for (const [term, value] of counts) {
    counts.set(term, Math.min(slots - 1, Math.floor((1 - value / (saturation + value)) * slots)))
  }
  return counts
}

// Analysed by us, field by field: flexsearch's own encoders take `10` for `100` and `c++` for `c#`. It is given the
// numbers of terms. Without `fastupdate` a removal walks the whole index.
function newIndex(slotOf: (term: number) => number | undefined) {
  return new Index({
    tokenize: 'strict',
    resolution: slots,
    fastupdate: true,
    resolve: false,
    encode: (terms) => terms.split(' '),
    score: (_terms, term) => slotOf(Number(term)) ?? slots - 1,
  })
}
