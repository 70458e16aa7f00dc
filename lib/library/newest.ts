import { derive, lastToCome, type Catalogue } from './catalogue'
import type { LibraryDocument, Postmortem } from './document'
import { descending } from './relations'
import type { Kind } from './schema'
import { openShelf } from './shelf'

/** Which documents are meant: those of a kind, those that belong to a lesson, or all. */
export type Selection = { kind?: Kind | undefined; lesson?: number | undefined }

/** The documents that were written or changed last, the newest first, at most `most`. */
export async function listNewest({ kind, lesson }: Selection, most: number): Promise<LibraryDocument[]> {
  return newestOf((await openShelf()).catalogue)
    .filter((document) => kind === undefined || document.kind === kind)
    .filter(({ lessons }) => lesson === undefined || lessons.includes(lesson))
    .slice(0, most)
}

/** The postmortems that were written last, the newest first, at most `most`; a change doesn't make one newer. */
export function latestPostmortems(catalogue: Catalogue, most: number): Postmortem[] {
  return lastToCome(catalogue)
    .filter((document) => document.kind === 'postmortem')
    .sort((a, b) => descending(a.created, b.created))
    .slice(0, most)
}

function newestOf(catalogue: Catalogue): readonly LibraryDocument[] {
  return derive(catalogue, 'newest', () => lastToCome(catalogue).sort(newestFirst))
}

function newestFirst(a: LibraryDocument, b: LibraryDocument): number {
  return descending(a.updated ?? a.created, b.updated ?? b.created) || descending(a.created, b.created)
}
