import { countWhile } from '@/lib/sorted'
import { derive, type Catalogue } from './catalogue'
import type { DocumentOf, LibraryDocument } from './document'
import type { Kind } from './schema'

/** Which documents a list has, and their order; of equal ones the last to come stands first. */
export type Listing<T extends LibraryDocument> = {
  has: (document: LibraryDocument) => document is T
  compare: (a: T, b: T) => number
}

/**
 * The documents of a list in its order. Only what has changed since it was last asked for is put in its place: thousands
 * sorted anew after each publish would hold up every request.
 */
export function inOrder<T extends LibraryDocument>(
  catalogue: Catalogue,
  name: string,
  { has, compare }: Listing<T>,
): readonly T[] {
  return derive<readonly T[]>(catalogue, name, (known) => {
    // Documents know their day alone; of one day, what came last is the newest.
    if (!known) return [...catalogue.byPath.values()].reverse().filter(has).sort(compare)
    const list = [...known.value]
    for (const { before, document } of known.changes) {
      // By identity: to look into thousands of documents for their ids takes a hundred times as long.
      if (before && has(before)) list.splice(list.indexOf(before), 1)
      if (document && has(document)) list.splice(placeFor(document, list, compare), 0, document)
    }
    return list
  })
}

function placeFor<T>(document: T, list: readonly T[], compare: (a: T, b: T) => number): number {
  return countWhile(list, (other) => compare(other, document) < 0)
}

/** Tells documents of a kind from others. */
export function isKind<K extends Kind>(kind: K): (document: LibraryDocument) => document is DocumentOf<K> {
  return (document): document is DocumentOf<K> => document.kind === kind
}
