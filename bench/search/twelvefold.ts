import type { LibraryDocument } from '../../lib/library'
import { createEngine } from '../../lib/search/engine'
import { documentOf } from '../../lib/search/fixtures'
import { prepareQuery } from '../../lib/search/query'
import { answering, order } from '../../lib/search/rank'
import { createSearch } from '../../lib/search/search'
import type { Document } from './collection'
import { depth, type Build } from './searcher'

/**
 * The site's own index and ranking; all that the eval calls of lib/search is in this file. A document of a collection
 * is one row. Filters and snippets play no part, and the limit of 200 characters for what is typed doesn't either.
 */
export const build: Build = (documents) => {
  const engine = createEngine()
  for (const { id, title, tags, text } of documents) {
    const given = { title, tags: tags.join(', '), body: text, heading: '', summary: '', code: '' }
    engine.put({ id, documentId: id, place: 0, anchor: '', ...given })
  }
  return (query) => {
    const { words } = prepareQuery(query, engine.vocabulary)
    const ranked = order({ found: answering(words, engine), words, engine, offset: 0, limit: depth })
    return ranked.map(({ documentId }) => documentId)
  }
}

/** A text of a library, in sections. */
export type Page = Document & { sections: { id: string; heading: string; text: string }[] }

/** A library's document of a page; made ahead, since on the site it is the library that makes and holds them. */
export function toLibraryDocument({ id, title, tags, sections }: Page): LibraryDocument {
  return documentOf({ id, title, tags, sections })
}

/** The site's search over documents that don't change, with filters, facets and snippets as a request gets them. */
export function openSearch(documents: LibraryDocument[]) {
  const changes = documents.map((document) => ({ id: document.id, document }))
  const { prepare, search } = createSearch((since) =>
    Promise.resolve({ revision: 0, anew: since < 0, changes: since < 0 ? changes : [] }),
  )
  return { prepare, search: (q: string) => search({ q }) }
}
