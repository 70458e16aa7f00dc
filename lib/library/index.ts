import 'server-only'
import { findDocument, findWithdrawn, revisionOf, type Change, type Withdrawn } from './catalogue'
import type { DocumentOf } from './document'
import { cardOf, type DocumentCard } from './card'
import * as relations from './relations'
import type { Kind } from './schema'
import { openShelf } from './shelf'

/** Opens the library: loads the build's snapshot, brings it in step with the folder, and follows the folder from then on. */
export async function openLibrary(): Promise<void> {
  await openShelf()
}

export { getOverdue, listActions } from './actions'
export { readAsset } from './assets'
export type { DocumentCard } from './card'
export { compareTexts, countWords, type Run } from './compare'
export type { Change, Withdrawn } from './catalogue'
export { checkDocument, hashOf } from './check'
export { checkFolder } from './check-folder'
export { checkInWorker } from './check-in-worker'
export type { LibraryDocument } from './document'
export { durationsOf } from './durations'
export { assetBaseOf, isSlug } from './file-name'
export { getFirstAuthor } from './first-author'
export { getGuide } from './guide'
export { compareVersion, getTextsAt, listVersions } from './history'
export { countRefused, getHealth } from './health'
export { listPostmortems, listToyProblems } from './lists'
export { listNewest } from './newest'
export { imageTypeOf } from './image-type'
export { getOverview } from './overview'
export { referencesOf, type Reference } from './references'
export { moveLibrary, refreshFile, refreshMoved } from './shelf'
export { codeFiles, codeNames, problemsOfCode } from './toy-code'
export { getMarkdown, getSource } from './versions'
export { getLessonView, getPostmortemView, getToyProblemView } from './views'

/**
 * A document by its id, or by kind and slug. An old slug (an alias) or an id in place of the slug finds
 * the document too: its own `slug` then differs from the one asked for, and a page redirects there.
 */
export async function getDocument<K extends Kind>(
  reference: { id: string } | { kind: K; slug: string },
): Promise<DocumentOf<K> | undefined> {
  const { catalogue } = await openShelf()
  if ('id' in reference) return catalogue.byId.get(reference.id) as DocumentOf<K> | undefined
  return findDocument(catalogue, reference.kind, reference.slug) as DocumentOf<K> | undefined
}

/** A postmortem that was withdrawn, by its slug, an old slug, or its id: what its address says. */
export async function getWithdrawn(slugOrId: string): Promise<Withdrawn | undefined> {
  return findWithdrawn((await openShelf()).catalogue, slugOrId)
}

/** All documents of a kind, in its own order: lessons by number, toy problems by lesson, postmortems newest first. */
export async function listDocuments<K extends Kind>(kind: K): Promise<readonly DocumentOf<K>[]> {
  return relations.documentsOf((await openShelf()).catalogue, kind)
}

/** The changes since a revision, and the revision they lead to. An unknown or old revision gets every document and `anew`. */
export async function listChanges(since: number): Promise<{ revision: number; anew: boolean; changes: Change[] }> {
  const { catalogue } = await openShelf()
  const revision = revisionOf(catalogue)
  if (since >= catalogue.firstRevision && since <= revision) {
    return { revision, anew: false, changes: catalogue.changes.slice(since - catalogue.firstRevision) }
  }
  const all = [...catalogue.byPath.values()].map((document) => ({ id: document.id, document }))
  return { revision, anew: true, changes: all }
}

/** The cards of those documents that are there now, in the order asked for. */
export async function listCards(ids: readonly string[]): Promise<DocumentCard[]> {
  const { catalogue } = await openShelf()
  return ids
    .map((id) => catalogue.byId.get(id))
    .filter((document) => document !== undefined)
    .map(cardOf)
}
