import type { IndexedRow } from './engine'

/** The rows of an index by number. A number is given again when its row is gone; a document's stays its own. */
export type RowStore = {
  /** Keeps a row, and returns its number. */
  put(indexed: IndexedRow): number
  /** Takes a row away, and returns what it was; undefined for an unknown id. */
  take(rowId: string): { number: number; indexed: IndexedRow } | undefined
  /** The rows of a document, in its order. */
  rowsOf(documentId: string): readonly IndexedRow[]
  /** The number of a document that has rows, or had some. */
  numberOf(documentId: string): number | undefined
  /** How many rows there are, and the highest number given so far. */
  count(): { rows: number; highest: number }
  /** Ids of documents by their numbers, and each row's document by its number. */
  readonly documentIds: string[]
  readonly documentOf: number[]
}

/** An empty store. */
export function createRowStore(): RowStore {
  const numbers = new Map<string, number>()
  const rows: (IndexedRow | undefined)[] = []
  const free: number[] = []
  const rowsIn = new Map<string, IndexedRow[]>()
  const documents = new Map<string, number>()
  const documentIds: string[] = []
  const documentOf: number[] = []

  function put(indexed: IndexedRow): number {
    const { id, documentId } = indexed.row
    const number = free.pop() ?? rows.length
    rows[number] = indexed
    numbers.set(id, number)
    rowsIn.set(documentId, [...rowsOf(documentId), indexed].sort(byPlace))
    documentOf[number] = documents.get(documentId) ?? documentIds.push(documentId) - 1
    documents.set(documentId, documentOf[number])
    return number
  }

  function take(rowId: string) {
    const number = numbers.get(rowId)
    const indexed = number === undefined ? undefined : rows[number]
    if (number === undefined || !indexed) return undefined
    rows[number] = undefined
    numbers.delete(rowId)
    free.push(number)
    const { documentId } = indexed.row
    const others = rowsOf(documentId).filter((other) => other !== indexed)
    if (others.length > 0) rowsIn.set(documentId, others)
    else rowsIn.delete(documentId)
    return { number, indexed }
  }

  const rowsOf = (documentId: string): readonly IndexedRow[] => rowsIn.get(documentId) ?? []

  const count = () => ({ rows: numbers.size, highest: rows.length })
  return { put, take, rowsOf, numberOf: (id) => documents.get(id), count, documentIds, documentOf }
}

function byPlace(a: IndexedRow, b: IndexedRow): number {
  return a.row.place - b.row.place
}
