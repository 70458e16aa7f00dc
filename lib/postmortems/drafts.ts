import { randomBytes } from 'node:crypto'
import { database, inTransaction, lockPerson, toColumn, type Database } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { getDocument, hashOf } from '@/lib/library'
import { requireRole, type Viewer } from '@/lib/viewer'
import type { DraftChanges, DraftSaved, DraftText, SavedDraft } from './draft'
import * as store from './store'
import { idFromKey } from './to-source'

const most = { drafts: 50, body: 256 * 1024, fields: 64 * 1024, title: 200 }

/** What is sent to be saved: the text, and the version that the sender saw last; null when it saw none. */
export type SentDraft = {
  key: string
  text: DraftText
  version: number | null
  changes?: DraftChanges | undefined
}

/**
 * Saves the text of one's draft, unless somebody (another tab, another device) saved another one since the version that
 * was seen: then nothing is written, and theirs comes back. The same text again changes nothing. Throws
 * `unauthenticated`, `not-found` for another person's key, `too-large` (over 256 KB of text, 64 KB of fields), and
 * `conflict` for what is published already and for more than 50 drafts.
 */
export async function saveDraft(viewer: Viewer | undefined, sent: SentDraft): Promise<DraftSaved> {
  const { id: userId } = requireRole(viewer, 'reader')
  const text = toColumns(sent.text)
  await refusePublished(sent.key)
  const saved = await inTransaction((db) => save(db, { ...sent, userId, columns: text }))
  // It may have been published, and its draft deleted, while this one was being written.
  await refusePublished(sent.key, () => store.deleteDraftRow(database(), { key: sent.key, userId }))
  return saved
}

type Save = SentDraft & { userId: string; columns: ReturnType<typeof toColumns> }

async function save(db: Database, { key, userId, changes, columns: text, version: seen }: Save): Promise<DraftSaved> {
  if (!(await lockPerson(db, userId))) throw new AppError('unauthenticated', 'This account is not there any more.')
  const at = new Date().toISOString()
  const before = await store.findDraft(db, key)
  if (!before) {
    const version = (seen ?? 0) + 1
    if ((await store.countDrafts(db, userId)) >= most.drafts) throw tooMany()
    const isOurs = await store.insertDraft(db, { key, userId, changes, text, version, at })
    if (!isOurs) throw notFound()
    return { ok: true, version, updatedAt: at }
  }
  if (before.userId !== userId) throw notFound()
  const { version, updatedAt } = before
  if (isSame(before.text, text)) return { ok: true, version, updatedAt }
  if (version !== seen) return { ok: false, theirs: { text: before.text, version, updatedAt } }
  await store.updateDraft(db, { key, changes, text, version: version + 1, at })
  return { ok: true, version: version + 1, updatedAt: at }
}

/** One's drafts with their texts, changed last first. */
export async function listDrafts(viewer: Viewer | undefined): Promise<SavedDraft[]> {
  return (await store.listDraftRows(database(), requireRole(viewer, 'reader').id)).map(withoutOwner)
}

/** One's draft; undefined where there is none, or where it is another person's. */
export async function getDraft(viewer: Viewer | undefined, key: string): Promise<SavedDraft | undefined> {
  const { id: userId } = requireRole(viewer, 'reader')
  const draft = await store.findDraft(database(), key)
  return draft?.userId === userId ? withoutOwner(draft) : undefined
}

/** Deletes one's draft, and the link to it. What is not there, or another person's, stays as it is. */
export async function deleteDraft(viewer: Viewer | undefined, key: string): Promise<void> {
  const { id: userId } = requireRole(viewer, 'reader')
  await store.deleteDraftRow(database(), { key, userId })
}

/**
 * Lets everybody with an account who has the link read one's draft, and gives the token that stands in it: it is shown
 * this once, and the link before it ends. Throws `not-found` for another person's draft.
 */
export async function shareDraft(viewer: Viewer | undefined, key: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await inTransaction(async (db) => {
    await requireOwn(db, viewer, key)
    await store.putShare(db, { key, tokenHash: hashOf(token), at: new Date().toISOString() })
  })
  return token
}

/** Ends the link to one's draft. Throws `not-found` for another person's draft. */
export async function unshareDraft(viewer: Viewer | undefined, key: string): Promise<void> {
  await inTransaction(async (db) => {
    await requireOwn(db, viewer, key)
    await store.deleteShare(db, key)
  })
}

// A draft goes with its row, so whoever locks the person first decides what a link leads to.
async function requireOwn(db: Database, viewer: Viewer | undefined, key: string): Promise<void> {
  const { id: userId } = requireRole(viewer, 'reader')
  await lockPerson(db, userId)
  if ((await store.findDraft(db, key))?.userId !== userId) throw notFound()
}

function toColumns({ fields, body }: DraftText): { title: string; fields: string; body: string } {
  if (body.length > most.body) throw new AppError('too-large', 'A draft has at most 256 KB of text. Shorten it.')
  const json = toJson(fields)
  if (json.length > most.fields)
    throw new AppError('too-large', 'The fields of a draft have at most 64 KB. Shorten them.')
  return { title: toColumn(fields.title.slice(0, most.title)), fields: json, body: toColumn(body) }
}

function toJson(fields: DraftText['fields']): string {
  try {
    return JSON.stringify(fields)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new AppError('invalid', 'The fields of a draft do not nest so deeply.', { cause: error })
  }
}

function isSame(before: DraftText, { fields, body }: { fields: string; body: string }): boolean {
  return before.body === body && JSON.stringify(before.fields) === fields
}

async function refusePublished(key: string, tidy?: () => Promise<void>): Promise<void> {
  const published = await getDocument({ id: idFromKey(key) })
  if (!published) return
  await tidy?.()
  throw new AppError(
    'conflict',
    `This draft has been published as “${published.title}” already. Copy what is new into that page, or into another draft.`,
  )
}

function tooMany(): AppError {
  return new AppError('conflict', `You have ${most.drafts} drafts, and more are not kept. Delete one at Your drafts.`)
}

function notFound(): AppError {
  return new AppError('not-found', 'There is no such draft of yours.')
}

function withoutOwner({ key, text, version, updatedAt, changes, isShared, createdAt }: store.OwnedDraft): SavedDraft {
  return { key, text, version, updatedAt, changes, isShared, createdAt }
}
