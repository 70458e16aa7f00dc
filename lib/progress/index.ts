import 'server-only'
import { database, inTransaction, lockPerson } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { getDocument } from '@/lib/library'
import { requireRole, type Viewer } from '@/lib/viewer'
import { mergeRecords } from './merge'
import { readOperations, type Refusal } from './operations'
import { knownChangesOf } from './changes'
import {
  progressLimits,
  type BatchOutcome,
  type Changes,
  type Progress,
  type ProgressRecord,
  type ProgressState,
} from './schema'
import { readMarks, readOutline, readRecords, writeRecords } from './store'
import { isDone } from './transitions'

export { changesOf, changesSince, getChange, readReads } from './changes'

/** A person's progress by document id: all of it, or of some documents. */
export async function getProgress(viewer: Viewer | undefined, documentIds?: string[]): Promise<Progress> {
  const { id } = requireRole(viewer, 'reader')
  return readRecords(database(), { userId: id, ...(documentIds && { documentIds }) })
}

/** How far a person is with each document, and which of them have changed since: what the marks of a page show. */
export async function getMarks(viewer: Viewer): Promise<{ states: Record<string, ProgressState>; changes: Changes }> {
  const progress = await readMarks(database(), viewer.id)
  const states = Object.fromEntries(progress.map(({ documentId, state }) => [documentId, state]))
  return { states, changes: await knownChangesOf(progress) }
}

/** The documents that a person has read, tried or applied. */
export async function getReadIds(viewer: Viewer): Promise<ReadonlySet<string>> {
  const marks = await readMarks(database(), viewer.id)
  return new Set(marks.filter(isDone).map(({ documentId }) => documentId))
}

/** A person's progress without what they ticked and answered: what lists and rulers show. */
export async function getOutline(viewer: Viewer): Promise<{ progress: Progress; changes: Changes }> {
  const progress = await readOutline(database(), viewer.id)
  return { progress, changes: await knownChangesOf(Object.values(progress)) }
}

/**
 * Merges a batch of operations into a person's progress, all of those that are taken or none. An operation is a record
 * of one document as some browser has it; each is taken or refused by itself. Sending it again, late or in another
 * order leads to the same progress. Throws `invalid` for what is no batch, `too-large` for over 500 operations.
 */
export async function putProgress(viewer: Viewer | undefined, body: unknown): Promise<BatchOutcome> {
  const { id: userId } = requireRole(viewer, 'reader')
  const operations = readOperations(body, Date.now())
  const known = await Promise.all(operations.map((operation) => refuseUnknown(operation)))
  const taken = known.flatMap((one) => ('record' in one ? [one.record] : []))
  const outcome = await inTransaction(async (db) => {
    if (!(await lockPerson(db, userId))) throw new AppError('unauthenticated', 'This account is not there any more.')
    const documentIds = [...new Set(taken.map(({ documentId }) => documentId))]
    const merged: Progress = documentIds.length > 0 ? await readRecords(db, { userId, documentIds }) : {}
    return { merged, results: await mergeInto(merged, known, (records) => writeRecords(db, userId, records)) }
  })
  return { results: outcome.results, progress: outcome.merged }
}

/** Merges what is taken into the records, writes them, and says of each operation what came of it. */
async function mergeInto(
  merged: Progress,
  operations: ({ record: ProgressRecord } | Refusal)[],
  write: (records: ProgressRecord[]) => Promise<void>,
): Promise<BatchOutcome['results']> {
  const results = operations.map((operation): BatchOutcome['results'][number] => {
    if (!('record' in operation)) return { ok: false, ...operation }
    const { record } = operation
    const before = merged[record.documentId]
    const after = before ? mergeRecords(before, record) : record
    if (JSON.stringify(after).length > progressLimits.characters) {
      return { ok: false, reason: `A record has at most ${progressLimits.characters} characters with all its answers.` }
    }
    merged[record.documentId] = after
    return { ok: true }
  })
  await write(Object.values(merged))
  return results
}

async function refuseUnknown<T extends { record: { documentId: string } }>(
  operation: T | Refusal,
): Promise<T | Refusal> {
  if (!('record' in operation) || (await getDocument({ id: operation.record.documentId }))) return operation
  return { reason: `There is no document with the id ${operation.record.documentId}.`, gone: true }
}
