import type { LibraryDocument } from './document'
import type { DocumentCard } from './answer-schema'

export type { DocumentCard } from './answer-schema'

/** The card of a document. */
export function cardOf(document: LibraryDocument): DocumentCard {
  const { id, kind, title, url, summary, lessons, version } = document
  const minutes = document.kind === 'toy-problem' ? document.minutes : document.body.minutes
  return { id, kind, title, url, summary, lessons, version, minutes }
}
