import type { Candidate } from './engine'

/** Plain numbered arrays: in a large library a common word stands in tens of thousands of rows. */
export type Tally = { impacts: Float64Array; best: Float64Array; masks: Int32Array }

/** A word found: what it adds to a row, its place in the query, and the number of the document of each row. */
type Found = { impact: number; place: number; documentOf: number[] }

/** An empty tally over so many rows and documents. */
export function newTally(rows: number, documents: number): Tally {
  return { impacts: new Float64Array(rows), best: new Float64Array(documents), masks: new Int32Array(documents) }
}

/** Counts a word for each of the rows that have it. */
export function countIn({ impacts, best, masks }: Tally, rows: number[], { impact, place, documentOf }: Found): void {
  for (const row of rows) {
    const sum = (impacts[row] ?? 0) + impact
    const document = documentOf[row] ?? 0
    impacts[row] = sum
    masks[document] = (masks[document] ?? 0) | (1 << place)
    if (sum > (best[document] ?? 0)) best[document] = sum
  }
}

/** The documents that have any of the words. */
export function candidatesOf({ best, masks }: Tally, documentIds: string[]): Candidate[] {
  const found: Candidate[] = []
  for (let number = 0; number < masks.length; number += 1) {
    const words = masks[number] ?? 0
    if (words !== 0) found.push({ number, documentId: documentIds[number] ?? '', words, impact: best[number] ?? 0 })
  }
  return found
}
