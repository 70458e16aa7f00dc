import type { Catalogue } from './catalogue'
import type { LibraryDocument, Postmortem } from './document'
import { inOrder, isKind } from './ordered'
import { descending } from './relations'
import type { Kind } from './schema'
import { openShelf } from './shelf'

/** Which documents are meant: those of a kind, those that belong to a lesson, or all. */
export type Selection = { kind?: Kind | undefined; lesson?: number | undefined }

/** The documents that were written or changed last, the newest first, at most `most`. */
export async function listNewest({ kind, lesson }: Selection, most: number): Promise<LibraryDocument[]> {
  const found: LibraryDocument[] = []
  for (const document of newestOf((await openShelf()).catalogue)) {
    if (found.length === most) break
    const isOfLesson = lesson === undefined || document.lessons.includes(lesson)
    if (isOfLesson && (kind === undefined || document.kind === kind)) found.push(document)
  }
  return found
}

/** The postmortems that were written last, the newest first, at most `most`; a change doesn't make one newer. */
export function latestPostmortems(catalogue: Catalogue, most: number): Postmortem[] {
  return inOrder(catalogue, 'latest postmortems', { has: isKind('postmortem'), compare: latestFirst }).slice(0, most)
}

function newestOf(catalogue: Catalogue): readonly LibraryDocument[] {
  return inOrder(catalogue, 'newest', { has: (one): one is LibraryDocument => Boolean(one), compare: newestFirst })
}

function newestFirst(a: LibraryDocument, b: LibraryDocument): number {
  return descending(a.updated ?? a.created, b.updated ?? b.created) || latestFirst(a, b)
}

function latestFirst(a: LibraryDocument, b: LibraryDocument): number {
  return descending(a.created, b.created)
}
