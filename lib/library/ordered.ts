import { countWhile } from '@/lib/sorted'
import { derive, type Catalogue, type Change } from './catalogue'
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
    const changed = changedIds(known.changes)
    const list = known.value.filter(({ id }) => !changed.has(id))
    for (const id of changed) {
      const document = catalogue.byId.get(id)
      if (!document || !has(document)) continue
      const place = countWhile(list, (other) => compare(other, document) < 0)
      list.splice(place, 0, document)
    }
    return list
  })
}

/** Tells documents of a kind from others. */
export function isKind<K extends Kind>(kind: K): (document: LibraryDocument) => document is DocumentOf<K> {
  return (document): document is DocumentOf<K> => document.kind === kind
}

/** The ids of documents that changed, in the order in which they came to what they are now. */
export function changedIds(changes: readonly Change[]): Set<string> {
  const latestFirst = new Set(changes.map(({ id }) => id).reverse())
  return new Set([...latestFirst].reverse())
}
