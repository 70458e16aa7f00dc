import type { LibraryDocument } from '@/lib/library'
import { facetNames, type FacetName } from './schema'

/** What a facet counts: a word or a number. */
export type Value = string | number

/** What the documents have of a facet. Values are numbered, so that thousands of documents are counted at once. */
export type Column = {
  name: FacetName
  values: Value[]
  /** The number of a value. */
  numberOf: Map<Value, number>
  /** The number of the first value of each document, by its number; -1 for none. Most have one, and lie close together. */
  first: number[]
  /** The numbers of its other values. */
  others: (number[] | undefined)[]
}

/** The documents of an index by their numbers in it, with what they have of each facet. */
export type Documents = {
  put(number: number, document: LibraryDocument): void
  take(number: number): void
  at(number: number): LibraryDocument | undefined
  readonly columns: readonly Column[]
}

/** What a document has of each facet. */
const valuesOf: Record<FacetName, (document: LibraryDocument) => readonly Value[]> = {
  kind: ({ kind }) => [kind],
  lesson: ({ lessons }) => lessons,
  severity: (document) => (document.kind === 'postmortem' ? [document.severity] : []),
  class: (document) => (document.kind === 'postmortem' ? document.failureClass : []),
  tag: ({ tags }) => tags,
  author: ({ authors }) => authors,
  year: (document) => [Number(dayOf(document).slice(0, 4))],
}

/** No documents. */
export function createDocuments(): Documents {
  const documents: (LibraryDocument | undefined)[] = []
  const columns = facetNames.map((name): Column => ({ name, values: [], numberOf: new Map(), first: [], others: [] }))

  function put(number: number, document: LibraryDocument): void {
    documents[number] = document
    for (const column of columns) {
      const values = new Set(valuesOf[column.name](document))
      const [first = -1, ...others] = [...values].map((value) => numberOf(value, column))
      column.first[number] = first
      column.others[number] = others.length > 0 ? others : undefined
    }
  }

  function take(number: number): void {
    documents[number] = undefined
    for (const { first, others } of columns) {
      first[number] = -1
      others[number] = undefined
    }
  }

  return { put, take, at: (number) => documents[number], columns }
}

/** The day a document's case happened, or it was written; it may be a year or a month alone (`2025`, `2025-06`). */
export function dayOf(document: LibraryDocument): string {
  return (document.kind === 'postmortem' ? document.happened : document.created).slice(0, '2025-06-01'.length)
}

function numberOf(value: Value, { values, numberOf: numbers }: Column): number {
  const known = numbers.get(value) ?? values.push(value) - 1
  numbers.set(value, known)
  return known
}
