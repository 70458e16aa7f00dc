import type { LibraryDocument } from './document'
import type { Kind } from './schema'

/** What lists, links and the browser's progress need to know of a document: its card, without the body. */
export type DocumentCard = {
  id: string
  kind: Kind
  title: string
  url: string
  summary: string
  lessons: number[]
  /** Version of the text, as progress records it. */
  version: string
  minutes: number
}

/** The card of a document. */
export function cardOf(document: LibraryDocument): DocumentCard {
  const { id, kind, title, url, summary, lessons, version } = document
  const minutes = document.kind === 'toy-problem' ? document.minutes : document.body.minutes
  return { id, kind, title, url, summary, lessons, version, minutes }
}
