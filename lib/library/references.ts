import { codeToHtml } from '@/lib/markup'
import type { Link } from '@/lib/markup/schema'
import { once } from '@/lib/process'
import { cardOf, type DocumentCard } from './card'
import type { LibraryDocument, ToyProblem } from './document'
import { openShelf } from './shelf'

/** A document as a text refers to it; an embedded toy problem comes with its code, highlighted. */
export type Reference = DocumentCard & { starterHtml?: string }

const keptFiles = 300

/** The documents that a body's components name, by id; what is not there is left out. */
export async function referencesOf(links: readonly Link[]): Promise<Record<string, Reference>> {
  const { catalogue } = await openShelf()
  const found: Record<string, Reference> = {}
  for (const link of links) {
    const document = link.kind === 'document' ? catalogue.byId.get(link.id) : undefined
    if (document) found[document.id] = await referenceTo(document)
  }
  return found
}

/** A document as a text refers to it. */
export async function referenceTo(document: LibraryDocument): Promise<Reference> {
  if (document.kind !== 'toy-problem') return cardOf(document)
  return { ...cardOf(document), starterHtml: await toyFileHtml(document, 'starter') }
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
