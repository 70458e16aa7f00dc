import type { Selectable } from 'kysely'
import type { Database, DraftsTable } from '@/lib/db'
import type { DraftFields, SavedDraft } from './draft'

/** A draft with the person it belongs to. */
export type OwnedDraft = SavedDraft & { userId: string }

type Row = Selectable<DraftsTable> & { share_hash: string | null }
type Write = {
  key: string
  changes: SavedDraft['changes']
  text: { title: string; fields: string; body: string }
  version: number
  at: string
}

export async function findDraft(db: Database, key: string): Promise<OwnedDraft | undefined> {
  const row = await drafts(db).where('drafts.id', '=', key).executeTakeFirst()
  return row && rowToDraft(row)
}

/** A person's drafts, changed last first. */
export async function listDraftRows(db: Database, userId: string): Promise<OwnedDraft[]> {
  const rows = await drafts(db)
    .where('drafts.user_id', '=', userId)
    .orderBy('drafts.updated_at', 'desc')
    .orderBy('drafts.id')
    .execute()
  return rows.map(rowToDraft)
}

/** Whether a person has a draft of that key, or one that changes the page of that id. */
export async function hasDraft(db: Database, { userId, key }: { userId: string; key: string }): Promise<boolean> {
  const row = await drafts(db)
    .where('drafts.user_id', '=', userId)
    .where(({ or, eb }) => or([eb('drafts.id', '=', key), eb('drafts.document_id', '=', key)]))
    .executeTakeFirst()
  return row !== undefined
}

export async function countDrafts(db: Database, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('drafts')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** False when the key is taken. */
export async function insertDraft(
  db: Database,
  { key, userId, changes, text, version, at }: Write & { userId: string },
): Promise<boolean> {
  const inserted = await db
    .insertInto('drafts')
    .values({
      id: key,
      user_id: userId,
      document_id: changes?.documentId ?? null,
      base_version: changes?.version ?? null,
      ...text,
      version,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function updateDraft(db: Database, { key, changes, text, version, at }: Write): Promise<void> {
  const base = changes && { document_id: changes.documentId, base_version: changes.version }
  await db
    .updateTable('drafts')
    .set({ ...text, ...base, version, updated_at: at })
    .where('id', '=', key)
    .execute()
}

export async function deleteDraftRow(db: Database, { key, userId }: { key: string; userId: string }): Promise<void> {
  await db.deleteFrom('drafts').where('id', '=', key).where('user_id', '=', userId).execute()
}

/** Lets a link lead to a draft, in place of the one before. */
export async function putShare(
  db: Database,
  { key, tokenHash, at }: { key: string; tokenHash: string; at: string },
): Promise<void> {
  await db
    .insertInto('draft_shares')
    .values({ token_hash: tokenHash, draft_id: key, created_at: at })
    .onConflict((conflict) => conflict.column('draft_id').doUpdateSet({ token_hash: tokenHash, created_at: at }))
    .execute()
}

export async function deleteShare(db: Database, key: string): Promise<void> {
  await db.deleteFrom('draft_shares').where('draft_id', '=', key).execute()
}

/** The draft that a link leads to, with the name of its author. */
export async function findShared(
  db: Database,
  tokenHash: string,
): Promise<{ draft: OwnedDraft; author: string } | undefined> {
  const row = await drafts(db)
    .innerJoin('users', 'users.id', 'drafts.user_id')
    .select('users.name as author')
    .where('draft_shares.token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && { draft: rowToDraft(row), author: row.author }
}

function drafts(db: Database) {
  return db
    .selectFrom('drafts')
    .leftJoin('draft_shares', 'draft_shares.draft_id', 'drafts.id')
    .selectAll('drafts')
    .select('draft_shares.token_hash as share_hash')
}

function rowToDraft(row: Row): OwnedDraft {
  const { document_id: documentId, base_version: version } = row
  return {
    key: row.id,
    userId: row.user_id,
    text: { fields: JSON.parse(row.fields) as DraftFields, body: row.body },
    version: row.version,
    changes: documentId === null ? undefined : { documentId, version: version ?? '' },
    isShared: row.share_hash !== null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
