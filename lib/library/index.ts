import 'server-only'
import { revisionOf, slugKey, type Change, type FileProblem } from './catalogue'
import type { DocumentOf, Lesson, LibraryDocument, Postmortem, ToyProblem } from './document'
import * as relations from './relations'
import type { BrokenLink } from './relations'
import type { Kind } from './schema'
import { openShelf } from './shelf'

export { checkDocument, hashOf } from './check'
export { checkInWorker } from './check-in-worker'
export { isSlug, parseFileName } from './file-name'
export { listContent } from './folder'
export { refreshFile, refreshShelf } from './shelf'
export type { Change, FileProblem } from './catalogue'
export type { DocumentOf, Lesson, LibraryDocument, Postmortem, ToyFiles, ToyProblem } from './document'
export type { BrokenLink } from './relations'

/**
 * A document by its id, or by kind and slug. An old slug (an alias) or an id in place of the slug finds
 * the document too: its own `slug` then differs from the one asked for, and a page redirects there.
 */
export async function getDocument<K extends Kind>(
  reference: { id: string } | { kind: K; slug: string },
): Promise<DocumentOf<K> | undefined> {
  const { catalogue } = await openShelf()
  if ('id' in reference) return catalogue.byId.get(reference.id) as DocumentOf<K> | undefined
  const key = slugKey(reference.kind, reference.slug)
  const document = catalogue.bySlug.get(key) ?? catalogue.byAlias.get(key) ?? catalogue.byId.get(reference.slug)
  return document?.kind === reference.kind ? (document as DocumentOf<K>) : undefined
}

/** All documents of a kind, in its own order: lessons by number, toy problems by lesson, postmortems newest first. */
export async function listDocuments<K extends Kind>(kind: K): Promise<DocumentOf<K>[]> {
  return relations.documentsOf((await openShelf()).catalogue, kind)
}

/** The lesson with this number, 1 to 12. */
export async function getLesson(number: number): Promise<Lesson | undefined> {
  return relations.lessonByNumber((await openShelf()).catalogue, number)
}

/** Toy problems and postmortems that show a lesson; those at home there come first. */
export async function listShownBy(number: number): Promise<{ toyProblems: ToyProblem[]; postmortems: Postmortem[] }> {
  return relations.shownBy((await openShelf()).catalogue, number)
}

/** How a postmortem hangs together with others: earlier cases, later ones, and the toy problem that reproduces it. */
export async function getPostmortemRelations(
  postmortem: Postmortem,
): Promise<{ earlier: Postmortem[]; later: Postmortem[]; toy: ToyProblem | undefined }> {
  const { catalogue } = await openShelf()
  const known = (id: string) => catalogue.byId.get(id)
  return {
    earlier: postmortem.recursFrom.map(known).filter((document) => document?.kind === 'postmortem'),
    later: relations.recurrencesOf(catalogue, postmortem.id),
    toy: postmortem.toy ? (known(postmortem.toy) as ToyProblem | undefined) : undefined,
  }
}

/** Postmortems that a toy problem reproduces. */
export async function listReproducedBy(toyId: string): Promise<Postmortem[]> {
  return relations.reproducedBy((await openShelf()).catalogue, toyId)
}

/** What is wrong with the content now: files not served as they are, links that lead nowhere, reviews that are due. */
export async function getContentHealth(
  today: string,
): Promise<{ problems: FileProblem[]; broken: BrokenLink[]; due: LibraryDocument[] }> {
  const { catalogue } = await openShelf()
  return {
    problems: [...catalogue.problems.values()],
    broken: relations.brokenLinks(catalogue),
    due: relations.pastReview(catalogue, today),
  }
}

/** How many texts this process has compiled since it started; zero when nothing changed since the build. */
export async function countCompiled(): Promise<number> {
  return (await openShelf()).compiled
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
