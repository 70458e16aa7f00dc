import type { Problem } from '@/lib/markup/schema'
import type { LibraryDocument, Postmortem } from './document'
import type { Kind } from './schema'

/** Why a file is not served: an unfinished merge, its text, what it is called or is, or what another file has already. */
export type Reason = 'merge' | 'text' | 'name' | 'taken'

/** A file that is not served as it is, and why. */
export type FileProblem = { path: string; reason: Reason; problems: Problem[] }

/** A postmortem that was withdrawn: what its address says. */
export type Withdrawn = Pick<Postmortem, 'id' | 'kind' | 'slug' | 'url' | 'path' | 'title' | 'version'> & {
  aliases: string[]
  on: string
  why: string
}

/** One step of the library: a document that is new or changed, or one that has gone; and what it was before. */
export type Change = {
  id: string
  document: LibraryDocument | undefined
  before?: LibraryDocument | undefined
}

/** The library in memory. `revision` grows with every change; `changes[n]` leads from revision n to n + 1. */
export type Catalogue = {
  byPath: Map<string, LibraryDocument>
  byId: Map<string, LibraryDocument>
  bySlug: Map<string, LibraryDocument>
  byAlias: Map<string, LibraryDocument>
  problems: Map<string, FileProblem>
  /** By path; nothing else knows of them. */
  withdrawn: Map<string, Withdrawn>
  /** Revision since which every change is kept; older readers start anew. */
  firstRevision: number
  changes: Change[]
  /** What was derived from the whole library, by name; valid for one revision. */
  derived: Map<string, { revision: number; value: unknown }>
}

const keptChanges = 1000

export function newCatalogue(): Catalogue {
  return {
    byPath: new Map(),
    byId: new Map(),
    bySlug: new Map(),
    byAlias: new Map(),
    problems: new Map(),
    withdrawn: new Map(),
    firstRevision: 0,
    changes: [],
    derived: new Map(),
  }
}

export function revisionOf({ firstRevision, changes }: Catalogue): number {
  return firstRevision + changes.length
}

/** What was computed before, and what has changed since. */
export type Known<T> = { value: T; changes: readonly Change[] }

/**
 * Computes a value from the catalogue once per revision, so that a page never sorts the whole library. What is computed
 * may go on from what is known; nothing is when it was never asked for, or so long ago that not all changes are kept.
 */
export function derive<T>(catalogue: Catalogue, name: string, compute: (known: Known<T> | undefined) => T): T {
  const revision = revisionOf(catalogue)
  const known = catalogue.derived.get(name)
  if (known?.revision === revision) return known.value as T
  const since = (known?.revision ?? -1) - catalogue.firstRevision
  const value = compute(since < 0 ? undefined : { value: known?.value as T, changes: catalogue.changes.slice(since) })
  catalogue.derived.set(name, { revision, value })
  return value
}

/**
 * Puts a document into the catalogue in place of what its path held. An id or slug of another file is a problem, and
 * the answer false; unless that file is `gone`, which makes way. One that is withdrawn goes from everything but its own
 * address.
 */
export function putDocument(
  catalogue: Catalogue,
  document: LibraryDocument,
  gone: ReadonlySet<string> = new Set(),
): boolean {
  for (let clash = clashOf(catalogue, document); clash; clash = clashOf(catalogue, document)) {
    if (!gone.has(clash.path)) {
      const problem = { line: 1, column: 1, message: clash.message }
      catalogue.problems.set(document.path, { path: document.path, reason: 'taken', problems: [problem] })
      return false
    }
    dropDocument(catalogue, clash.path)
  }
  if (document.kind === 'postmortem' && document.withdrawn) {
    dropDocument(catalogue, document.path)
    const { id, kind, slug, url, path, title, version, aliases, withdrawn } = document
    catalogue.withdrawn.set(path, { id, kind, slug, url, path, title, version, aliases, ...withdrawn })
    return true
  }
  const before = dropIndexes(catalogue, document.path)
  const isSame = before?.id === document.id
  if (before && !isSame) record(catalogue, { id: before.id, document: undefined, before })
  catalogue.problems.delete(document.path)
  catalogue.withdrawn.delete(document.path)
  catalogue.byPath.set(document.path, document)
  catalogue.byId.set(document.id, document)
  catalogue.bySlug.set(slugKey(document.kind, document.slug), document)
  for (const alias of document.aliases) catalogue.byAlias.set(slugKey(document.kind, alias), document)
  record(catalogue, { id: document.id, document, before: isSame ? before : undefined })
  return true
}

/** Takes the document at a path out of the catalogue. */
export function dropDocument(catalogue: Catalogue, path: string): void {
  catalogue.problems.delete(path)
  catalogue.withdrawn.delete(path)
  const document = dropIndexes(catalogue, path)
  if (document) record(catalogue, { id: document.id, document: undefined, before: document })
}

/** A document by its slug, an old slug, or its id. */
export function findDocument(
  { byId, bySlug, byAlias }: Catalogue,
  kind: Kind,
  slug: string,
): LibraryDocument | undefined {
  const document = bySlug.get(slugKey(kind, slug)) ?? byAlias.get(slugKey(kind, slug)) ?? byId.get(slug)
  return document?.kind === kind ? document : undefined
}

/** A withdrawn postmortem by its slug, an old slug, or its id. */
export function findWithdrawn({ withdrawn }: Catalogue, slugOrId: string): Withdrawn | undefined {
  return [...withdrawn.values()].find(
    ({ id, slug, aliases }) => id === slugOrId || slug === slugOrId || aliases.includes(slugOrId),
  )
}

export function slugKey(kind: Kind, slug: string): string {
  return `${kind}/${slug}`
}

type Clash = { path: string; message: string }

function clashOf({ byId, bySlug, byPath, withdrawn }: Catalogue, document: LibraryDocument): Clash | undefined {
  const sameId = byId.get(document.id)
  if (sameId && sameId.path !== document.path) {
    const message = `Its id \`${document.id}\` is that of ${sameId.path}. Every document has its own.`
    return { path: sameId.path, message }
  }
  const sameSlug = bySlug.get(slugKey(document.kind, document.slug))
  const hidden = [...withdrawn.values()].find(({ path, id }) => path !== document.path && id === document.id)
  if (hidden) {
    const message = `Its id \`${document.id}\` is that of ${hidden.path}, which is withdrawn. Every document has its own.`
    return { path: hidden.path, message }
  }
  if (sameSlug && sameSlug.path !== document.path) {
    return { path: sameSlug.path, message: `Its address is that of ${sameSlug.path}. Rename one of them.` }
  }
  if (document.kind !== 'lesson') return undefined
  for (const other of byPath.values()) {
    if (other.kind === 'lesson' && other.path !== document.path && other.number === document.number) {
      return { path: other.path, message: `Lesson ${document.number} is ${other.path} already.` }
    }
  }
  return undefined
}

function dropIndexes(catalogue: Catalogue, path: string): LibraryDocument | undefined {
  const document = catalogue.byPath.get(path)
  if (!document) return undefined
  catalogue.byPath.delete(path)
  catalogue.byId.delete(document.id)
  catalogue.bySlug.delete(slugKey(document.kind, document.slug))
  for (const alias of document.aliases) {
    const key = slugKey(document.kind, alias)
    // Another page may have claimed it since.
    if (catalogue.byAlias.get(key) === document) catalogue.byAlias.delete(key)
  }
  return document
}

function record(catalogue: Catalogue, change: Change): void {
  catalogue.changes.push(change)
  if (catalogue.changes.length <= keptChanges * 2) return
  catalogue.firstRevision += keptChanges
  catalogue.changes.splice(0, keptChanges)
}
