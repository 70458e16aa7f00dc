import { codeToHtml } from '@/lib/markup'
import type { Link } from '@/lib/markup/schema'
import { once } from '@/lib/process'
import { cardOf, type DocumentCard } from './card'
import { findWithdrawn, type Catalogue } from './catalogue'
import type { LibraryDocument, ToyProblem } from './document'
import { documentsOf } from './relations'
import { openShelf } from './shelf'
import { listChecks, type CheckTitle } from './toy-code'

/** What it takes to work on a toy problem in the page. */
export type ToyBench = {
  id: string
  version: string
  /** Number of its home lesson. */
  lesson: number
  minutes: number
  url: string
  starter: string
  checks: CheckTitle[]
  /** How long its code may run, in seconds. */
  runLimit: number
  /** The lessons in which solving it counts. */
  solves: { id: string; lesson: number; version: string }[]
}

/**
 * A document as a text refers to it; an embedded toy problem comes with its bench. Of one that was withdrawn there is no
 * more than its title and address.
 */
export type Reference = DocumentCard & { bench?: ToyBench; isWithdrawn?: true }

const keptFiles = 300

/** The documents that a body's components name, by id; what is not there is left out. */
export async function referencesOf(links: readonly Link[]): Promise<Record<string, Reference>> {
  const { catalogue } = await openShelf()
  const found: Record<string, Reference> = {}
  for (const link of links) {
    const document = link.kind === 'document' ? catalogue.byId.get(link.id) : undefined
    if (document) found[document.id] = await referenceTo(document)
    else if (link.kind === 'document') Object.assign(found, withdrawnReference(catalogue, link.id))
  }
  return found
}

function withdrawnReference(catalogue: Catalogue, id: string): Record<string, Reference> {
  const withdrawn = findWithdrawn(catalogue, id)
  if (withdrawn?.id !== id) return {}
  const { kind, title, version, url } = withdrawn
  return { [id]: { id, kind, title, url, version, summary: '', lessons: [], minutes: 0, isWithdrawn: true } }
}

/** A document as a text refers to it. */
export async function referenceTo(document: LibraryDocument): Promise<Reference> {
  if (document.kind !== 'toy-problem') return cardOf(document)
  return { ...cardOf(document), bench: await benchOf(document) }
}

/** What it takes to work on a toy problem in the page. */
export async function benchOf(toy: ToyProblem): Promise<ToyBench> {
  const { id, version, lessons, minutes, url, files, runLimit } = toy
  const { catalogue } = await openShelf()
  const solves = documentsOf(catalogue, 'lesson')
    .filter(({ number }) => lessons.includes(number))
    .map((lesson) => ({ id: lesson.id, lesson: lesson.number, version: lesson.version }))
  const checks = listChecks(files.checks)
  return { id, version, lesson: lessons[0] ?? 1, minutes, url, starter: files.starter, checks, runLimit, solves }
}

/** A file of a toy problem, highlighted: made at its first view and kept until the file changes. */
export async function toyFileHtml(toy: ToyProblem, file: keyof ToyProblem['files']): Promise<string> {
  const made = once('toy-html', () => new Map<string, string>())
  const key = `${toy.hash} ${file}`
  const known = made.get(key)
  if (known !== undefined) return known
  const html = await codeToHtml(toy.files[file], toy.language)
  if (made.size >= keptFiles) made.delete(made.keys().next().value ?? '')
  made.set(key, html)
  return html
}
