import { AppError } from '@/lib/errors'
import { getDocument, getFirstAuthor, getSource, hashOf } from '@/lib/library'
import type { LibraryDocument } from '@/lib/library/schema'
import type { Problem } from '@/lib/markup/schema'
import { today } from '@/lib/today'
import { requireRole, type Viewer } from '@/lib/viewer'
import { movedFrom, withAliasesOf } from './aliases'
import { changeFiles, prepareText, readSource, type Changed, type Place, type Revision } from './change-files'
import { bodyOf, changeSource } from './change-source'
import { givenFieldsOf } from './given-fields'
import { forgetUploads } from './images/folder'
import { takePublish } from './limits'
import { nextSlug } from './next-slug'
import { inBody } from './places'
import { canRevise } from './policy'
import { inTurnOf } from './queue'
import type { Editable } from './answer-schema'
import type { RevisedPostmortem } from './schema'
import { isSlugOf } from './slug'

/** What came of a change: the new version, what stands in its way, or what somebody else made of the page meanwhile. */
export type Revised =
  | Changed
  | { ok: false; problems: Problem[] }
  | { ok: false; conflict: { base: Editable | undefined; theirs: Editable } }

/** A published postmortem as its editor opens it. Throws `not-found`, and `forbidden` for who may not change it. */
export async function getEditable(viewer: Viewer | undefined, id: string): Promise<Editable> {
  return inTurnOf(id, async () => {
    const document = await requireRevisable(viewer, id)
    return toEditable(document, await readSource(document))
  })
}

/** A published postmortem as programs read it. Throws `not-found`. */
export async function requirePublished(id: string): Promise<Editable> {
  return inTurnOf(id, async () => {
    const document = await getDocument({ id })
    if (document?.kind !== 'postmortem') throw new AppError('not-found', 'There is no postmortem with this id.')
    return toEditable(document, await readSource(document))
  })
}

/**
 * Changes a published postmortem: fields and body, in one commit with a line of why. What is not changed keeps every
 * byte of its file. With `newAddress` the page moves to the address that its title gives, and the one it has leads there
 * then. Sent again after its answer was lost it changes nothing more. Throws `forbidden` for anybody but
 * its author and admins, `not-found`, `rate-limited`, and `unavailable` when nothing could be written.
 */
export async function revisePostmortem(viewer: Viewer | undefined, input: RevisedPostmortem): Promise<Revised> {
  const author = requireRole(viewer, 'writer')
  await takePublish(author)
  const document = await requireRevisable(author, input.id)
  if (document.kind !== 'postmortem') throw new AppError('invalid', 'This is no postmortem; change its source.')
  const edit = (source: string) => {
    const text = changeSource(source, { fields: input.fields, before: givenFieldsOf(source), body: input.body })
    return text === source ? source : changeSource(text, { fields: { updated: today() } })
  }
  const message = `Change postmortem: ${input.fields.title}\n\n${input.why}`
  const moveTo = input.newAddress ? input.fields.title : undefined
  const change = { document, version: input.version, message, edit, body: input.body, moveTo }
  const revised = await reviseFile(author, change)
  if (revised.ok) await forgetUploads({ userId: author.id, key: input.id })
  return revised
}

type Edit = {
  document: Place
  /** The version the change starts from; without one it is made to whatever stands there. */
  version?: string
  message: string
  edit: (source: string) => string
  /** The body as it was sent, whose places problems name. */
  body?: string
  /** The title that gives the page a new address. */
  moveTo?: string | undefined
}

/** Changes a document's file by a function of its source, checks it, commits it, and shows it to the next request. */
export async function reviseFile(author: Viewer, change: Edit): Promise<Revised> {
  const { document, message } = change
  return changeFiles(author, { place: document, message }, (place) => prepare(author, { ...change, document: place }))
}

/** The files of the change, or the answer when there is nothing to write. */
async function prepare(author: Viewer, change: Edit): Promise<Revised | Revision> {
  const { document, edit, moveTo } = change
  const { id, url } = document
  const source = await readSource(document)
  const version = hashOf(source)
  if (change.version !== undefined && change.version !== version) return conflictOf(change, source)
  const edited = edit(source)
  const slug = moveTo === undefined ? document.slug : await nextSlug(moveTo, { id })
  const text = slug === document.slug ? edited : movedFrom(document.slug, { source: edited, slug })
  if (text === source) return { ok: true, id, url, version }
  const prepared = await prepareText(author, document, { source, version, text, slug })
  if (!('ok' in prepared)) return prepared
  return { ok: false, problems: inBody(prepared.problems, text, change.body ?? bodyOf(text)) }
}

/** The page has moved on. If it has become what was to be written, the answer to that was lost. */
async function conflictOf({ document, version = '', edit, moveTo }: Edit, source: string): Promise<Revised> {
  const { id, url } = document
  const now = hashOf(source)
  const base = await getSource({ path: document.path, version: now }, version)
  if (base !== undefined) {
    const made = edit(base)
    const isMoved = moveTo !== undefined && isSlugOf(moveTo, document.slug)
    if (made === source || (isMoved && withAliasesOf(source, made) === source))
      return { ok: true, id, url, version: now }
  }
  const theirs = toEditable(document, source)
  return { ok: false, conflict: { base: base === undefined ? undefined : toEditable(document, base), theirs } }
}

/** The document, if the viewer may change it. */
export async function requireRevisable(viewer: Viewer | undefined, id: string): Promise<LibraryDocument> {
  const writer = requireRole(viewer, 'writer')
  const document = await getDocument({ id })
  if (!document) throw new AppError('not-found', 'There is no such page any more.')
  if (canRevise(writer, { kind: document.kind, authorEmail: await getFirstAuthor(document) })) return document
  throw new AppError('forbidden', 'Only who published this page, and admins, may change it.')
}

function toEditable({ id, url }: Place, source: string): Editable {
  return { id, url, version: hashOf(source), fields: givenFieldsOf(source), body: bodyOf(source) }
}
