import { AppError } from '@/lib/errors'
import { database } from '@/lib/db'
import { assetBaseOf, getDocument, hashOf } from '@/lib/library'
import { once } from '@/lib/process'
import { requireRole, type Viewer } from '@/lib/viewer'
import type { SavedDraft } from '../draft'
import { storageError } from '../durable-file'
import { sha256Of } from '../old-file'
import { findShared, hasDraft } from '../store'
import { encodeImage } from './encode'
import { listUploads, readUpload, removeOldUploads, requireKey, writeUpload, type Draft } from './folder'

/** What a person may keep with drafts, and how many of theirs may wait to be read. */
export const uploadLimits = { files: 200, bytes: 200 * 1024 * 1024, waiting: 10 }

/** A picture that is kept with a draft: the name by which the text refers to it, and where its owner sees it. */
export type Upload = { name: string; url: string }

type Desk = { last: Promise<unknown>; waiting: Map<string, number> }

/**
 * Keeps a picture with a draft, read only from those who may send one: drawn anew, without anything else that its file
 * held. The same picture sent again is the same upload. Throws `unauthenticated` or `forbidden` for anybody but a writer, `unsupported`, `invalid` and `too-large` as
 * `encodeImage`, `too-large` beyond 200 pictures or 200 MB of one person, `rate-limited` when too many wait, and
 * `unavailable` when it could not be written.
 */
export async function keepUpload(
  viewer: Viewer | undefined,
  key: string,
  read: () => Promise<Buffer>,
): Promise<Upload> {
  const { id: userId } = requireRole(viewer, 'writer')
  requireKey(key)
  const bytes = await read()
  return inTurn(userId, async () => {
    try {
      return await keep({ userId, key }, bytes)
    } catch (error) {
      throw storageError(error, 'picture')
    }
  })
}

/** A picture of a draft: its bytes, or the address where it is beside the postmortem that is changed. */
export type DraftImage = { bytes: Buffer } | { address: string }

/**
 * A picture as the preview of a draft shows it: one that the viewer has uploaded for it, else one that is beside the
 * postmortem of that id; undefined when there is neither. Nobody but their owner sees them by this.
 */
export async function getDraftImage(
  viewer: Viewer | undefined,
  key: string,
  name: string,
): Promise<DraftImage | undefined> {
  const { id: userId } = requireRole(viewer, 'writer')
  return findImage({ userId, key }, name)
}

/** The same of a draft that somebody else has shared, for whoever has its link and may read. */
export async function getSharedImage(
  viewer: Viewer | undefined,
  token: string,
  name: string,
): Promise<DraftImage | undefined> {
  requireRole(viewer, 'reader')
  const shared = await findShared(database(), hashOf(token))
  return shared && findImage({ userId: shared.draft.userId, key: uploadKeyOf(shared.draft) }, name)
}

/** What the pictures of a draft are kept under: its key, or the id of the page that it changes. */
function uploadKeyOf({ key, changes }: Pick<SavedDraft, 'key' | 'changes'>): string {
  return changes?.documentId ?? key
}

async function findImage(draft: Draft, name: string): Promise<DraftImage | undefined> {
  const bytes = await readUpload(draft, name)
  if (bytes) return { bytes }
  const { key } = draft
  const document = await getDocument({ id: key })
  return document && isName(name) ? { address: assetBaseOf(document) + name } : undefined
}

function isName(text: string): boolean {
  return /^[\w-][\w.-]*$/.test(text)
}

/** Where the owner of a draft sees its pictures; what stands there begins the address of each. */
export function uploadBase(key: string): string {
  return `/api/images/${key}/`
}

/** Where whoever has the link to a shared draft sees its pictures. */
export function sharedBase(token: string): string {
  return `/api/images/shared/${token}/`
}

async function keep(draft: Draft, bytes: Buffer): Promise<Upload> {
  const drawn = await encodeImage(bytes)
  const name = `${sha256Of(drawn).slice(0, 20)}.webp`
  const url = uploadBase(draft.key) + name
  if (await readUpload(draft, name)) return { name, url }
  await removeOldUploads(isDraftKept)
  await requireRoom(draft.userId, drawn.length)
  await writeUpload(draft, { name, bytes: drawn })
  return { name, url }
}

function isDraftKept(draft: Draft): Promise<boolean> {
  return hasDraft(database(), draft)
}

async function requireRoom(userId: string, more: number): Promise<void> {
  const kept = await listUploads(userId)
  const { files, bytes } = uploadLimits
  const size = kept.reduce((sum, one) => sum + one.size, more)
  if (kept.length < files && size <= bytes) return
  throw new AppError(
    'too-large',
    `Your drafts hold ${kept.length} pictures, and there is no room for more. Publish one of them first.`,
  )
}

/** One picture at a time in the whole process, so that reading a page keeps a processor; few may wait. */
function inTurn<T>(userId: string, work: () => Promise<T>): Promise<T> {
  const desk = once('image-desk', (): Desk => ({ last: Promise.resolve(), waiting: new Map() }))
  const ahead = desk.waiting.get(userId) ?? 0
  if (ahead >= uploadLimits.waiting) {
    throw new AppError('rate-limited', 'The pictures before this one are still being read. Try again in a moment.')
  }
  desk.waiting.set(userId, ahead + 1)
  const result = desk.last.then(work)
  desk.last = result
    .catch(() => undefined)
    .then(() => {
      const left = (desk.waiting.get(userId) ?? 1) - 1
      if (left > 0) desk.waiting.set(userId, left)
      else desk.waiting.delete(userId)
    })
  return result
}
