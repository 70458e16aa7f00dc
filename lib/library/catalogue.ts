import type { Problem } from '@/lib/markup/schema'
import type { LibraryDocument } from './document'
import type { Kind } from './schema'

/** A file that is not served as it is, and why. */
export type FileProblem = { path: string; problems: Problem[] }

/** One step of the library: a document that is new or changed, or one that has gone. */
export type Change = { id: string; document: LibraryDocument | undefined }

/** The library in memory. `revision` grows with every change; `changes[n]` leads from revision n to n + 1. */
export type Catalogue = {
  byPath: Map<string, LibraryDocument>
  byId: Map<string, LibraryDocument>
  bySlug: Map<string, LibraryDocument>
  byAlias: Map<string, LibraryDocument>
  problems: Map<string, FileProblem>
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
    firstRevision: 0,
    changes: [],
    derived: new Map(),
  }
}

export function revisionOf({ firstRevision, changes }: Catalogue): number {
  return firstRevision + changes.length
}

/** Computes a value from the catalogue once per revision, so that a page never sorts the whole library. */
export function derive<T>(catalogue: Catalogue, name: string, compute: (catalogue: Catalogue) => T): T {
  const revision = revisionOf(catalogue)
  const known = catalogue.derived.get(name)
  if (known?.revision === revision) return known.value as T
  const value = compute(catalogue)
  catalogue.derived.set(name, { revision, value })
  return value
}

/** Puts a document into the catalogue in place of what its path held; an id or slug of another file is a problem. */
export function putDocument(catalogue: Catalogue, document: LibraryDocument): void {
  const clash = clashOf(catalogue, document)
  if (clash) {
    catalogue.problems.set(document.path, { path: document.path, problems: [{ line: 1, column: 1, message: clash }] })
    return
  }
  dropIndexes(catalogue, document.path)
  catalogue.problems.delete(document.path)
  catalogue.byPath.set(document.path, document)
  catalogue.byId.set(document.id, document)
  catalogue.bySlug.set(slugKey(document.kind, document.slug), document)
  for (const alias of document.aliases) catalogue.byAlias.set(slugKey(document.kind, alias), document)
  record(catalogue, { id: document.id, document })
}

/** Takes the document at a path out of the catalogue. */
export function dropDocument(catalogue: Catalogue, path: string): void {
  catalogue.problems.delete(path)
  const document = dropIndexes(catalogue, path)
  if (document) record(catalogue, { id: document.id, document: undefined })
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

export function slugKey(kind: Kind, slug: string): string {
  return `${kind}/${slug}`
}

function clashOf({ byId, bySlug, byPath }: Catalogue, document: LibraryDocument): string | undefined {
  const sameId = byId.get(document.id)
  if (sameId && sameId.path !== document.path)
    return `Its id \`${document.id}\` is that of ${sameId.path}. Every document has its own.`
  const sameSlug = bySlug.get(slugKey(document.kind, document.slug))
  if (sameSlug && sameSlug.path !== document.path) return `Its address is that of ${sameSlug.path}. Rename one of them.`
  if (document.kind !== 'lesson') return undefined
  for (const other of byPath.values()) {
    if (other.kind === 'lesson' && other.path !== document.path && other.number === document.number) {
      return `Lesson ${document.number} is ${other.path} already.`
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
  for (const alias of document.aliases) catalogue.byAlias.delete(slugKey(document.kind, alias))
  return document
}

function record(catalogue: Catalogue, change: Change): void {
  catalogue.changes.push(change)
  if (catalogue.changes.length <= keptChanges * 2) return
  catalogue.firstRevision += keptChanges
  catalogue.changes.splice(0, keptChanges)
}
