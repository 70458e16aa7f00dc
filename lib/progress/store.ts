import type { Insertable, Selectable } from 'kysely'
import type { Database, ProgressTable } from '@/lib/db'
import { parseRecord, progressStates, type Progress, type ProgressRecord } from './schema'

// SQLite takes so many values in one statement, and PostgreSQL twice as many.
const rowsAtOnce = 500

const outlineColumns = [
  'document_id',
  'state',
  'source',
  'state_at',
  'read_at',
  'version_read',
  'applied_link',
  'kind',
  'lesson',
  'first_opened_at',
  'last_seen_at',
  'last_section',
] as const

export async function readRecords(
  db: Database,
  { userId, documentIds }: { userId: string; documentIds?: string[] },
): Promise<Progress> {
  let query = db.selectFrom('progress').selectAll().where('user_id', '=', userId)
  if (documentIds) query = query.where('document_id', 'in', documentIds)
  const records = (await query.execute()).flatMap((row) => rowToRecord(row) ?? [])
  return Object.fromEntries(records.map((record) => [record.documentId, record]))
}

/** The states of a person's records and the versions they are about, without the rest. */
export async function readMarks(
  db: Database,
  userId: string,
): Promise<Pick<ProgressRecord, 'documentId' | 'state' | 'versionRead'>[]> {
  const rows = await db
    .selectFrom('progress')
    .select(['document_id', 'state', 'version_read'])
    .where('user_id', '=', userId)
    .execute()
  return rows.flatMap(({ document_id: documentId, state, version_read }) => {
    const known = progressStates.find((one) => one === state)
    return known ? [{ documentId, state: known, ...(version_read !== null && { versionRead: version_read }) }] : []
  })
}

/**
 * A person's records without ticks, answers and marks of other versions, which lists do not show. The mark that counts
 * is whole: merged into a full record, such a one changes nothing.
 */
export async function readOutline(db: Database, userId: string): Promise<Progress> {
  const rows = await db.selectFrom('progress').select(outlineColumns).where('user_id', '=', userId).execute()
  const without = { other_marks: '{}', ticks: '{}', answers: '{}' }
  const records = rows.flatMap((row) => rowToRecord({ ...row, ...without }) ?? [])
  return Object.fromEntries(records.map((record) => [record.documentId, record]))
}

export async function writeRecords(db: Database, userId: string, records: ProgressRecord[]): Promise<void> {
  for (let at = 0; at < records.length; at += rowsAtOnce) {
    const rows = records.slice(at, at + rowsAtOnce).map((record) => recordToRow(userId, record))
    await db
      .insertInto('progress')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['user_id', 'document_id']).doUpdateSet(({ ref }) => ({
          state: ref('excluded.state'),
          source: ref('excluded.source'),
          state_at: ref('excluded.state_at'),
          read_at: ref('excluded.read_at'),
          version_read: ref('excluded.version_read'),
          applied_link: ref('excluded.applied_link'),
          kind: ref('excluded.kind'),
          lesson: ref('excluded.lesson'),
          first_opened_at: ref('excluded.first_opened_at'),
          last_seen_at: ref('excluded.last_seen_at'),
          last_section: ref('excluded.last_section'),
          other_marks: ref('excluded.other_marks'),
          ticks: ref('excluded.ticks'),
          answers: ref('excluded.answers'),
        })),
      )
      .execute()
  }
}

function recordToRow(userId: string, record: ProgressRecord): Insertable<ProgressTable> {
  return {
    user_id: userId,
    document_id: record.documentId,
    state: record.state,
    source: record.source,
    state_at: record.stateAt,
    read_at: record.readAt ?? null,
    version_read: record.versionRead ?? null,
    applied_link: record.appliedLink ?? null,
    kind: record.kind ?? null,
    lesson: record.lesson ?? null,
    first_opened_at: record.firstOpenedAt,
    last_seen_at: record.lastSeenAt,
    last_section: record.lastSection ? JSON.stringify(record.lastSection) : null,
    other_marks: JSON.stringify(record.otherMarks),
    ticks: JSON.stringify(record.ticks),
    answers: JSON.stringify(record.answers),
  }
}

function rowToRecord(row: Omit<Selectable<ProgressTable>, 'user_id'>): ProgressRecord | undefined {
  const optional = {
    readAt: row.read_at,
    versionRead: row.version_read,
    appliedLink: row.applied_link,
    kind: row.kind,
    lesson: row.lesson,
    lastSection: row.last_section && (JSON.parse(row.last_section) as unknown),
  }
  return parseRecord({
    documentId: row.document_id,
    state: row.state,
    source: row.source,
    stateAt: row.state_at,
    firstOpenedAt: row.first_opened_at,
    lastSeenAt: row.last_seen_at,
    otherMarks: JSON.parse(row.other_marks) as unknown,
    ticks: JSON.parse(row.ticks) as unknown,
    answers: JSON.parse(row.answers) as unknown,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  })
}
