import type { Selectable } from 'kysely'
import type { Database, LinksTable } from '@/lib/db'

export type Purpose = 'setup' | 'invitation' | 'reset'

export type LinkRow = Selectable<LinksTable>

export async function insertLink(
  db: Database,
  link: Pick<LinkRow, 'id' | 'token_hash' | 'created_at' | 'expires_at'> & { purpose: Purpose } & Partial<LinkRow>,
): Promise<void> {
  const none = { email: null, role: null, user_id: null, created_by: null, used_at: null }
  await db
    .insertInto('links')
    .values({ ...none, ...link })
    .execute()
}

/** An unused link that has not run out. */
export async function findLink(
  db: Database,
  { purpose, tokenHash, at }: { purpose: Purpose; tokenHash: string; at: string },
): Promise<LinkRow | undefined> {
  return selectUsable(db, purpose, at).where('token_hash', '=', tokenHash).executeTakeFirst()
}

/** Uses a link up, in one statement, so that of two who come at once one gets it. */
export async function takeLink(
  db: Database,
  { purpose, tokenHash, at }: { purpose: Purpose; tokenHash: string; at: string },
): Promise<LinkRow | undefined> {
  return db
    .updateTable('links')
    .set({ used_at: at })
    .where('purpose', '=', purpose)
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returningAll()
    .executeTakeFirst()
}

/** Uses up the newest invitation that is for an address alone. */
export async function takeInvitationOf(db: Database, email: string, at: string): Promise<LinkRow | undefined> {
  const open = await selectUsable(db, 'invitation', at)
    .where('email', '=', email)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return open && takeLink(db, { purpose: 'invitation', tokenHash: open.token_hash, at })
}

export async function listOpenLinks(db: Database, purpose: Purpose, at: string): Promise<LinkRow[]> {
  return selectUsable(db, purpose, at).orderBy('created_at', 'desc').execute()
}

/** Takes back links that have not been used: one by its id, for a person, by a person, or all of a purpose; says how many. */
export async function deleteLinks(
  db: Database,
  { purpose, id, userId, createdBy }: { purpose: Purpose; id?: string; userId?: string; createdBy?: string },
): Promise<number> {
  let query = db.deleteFrom('links').where('purpose', '=', purpose).where('used_at', 'is', null)
  if (id !== undefined) query = query.where('id', '=', id)
  if (userId !== undefined) query = query.where('user_id', '=', userId)
  if (createdBy !== undefined) query = query.where('created_by', '=', createdBy)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

function selectUsable(db: Database, purpose: Purpose, at: string) {
  return db
    .selectFrom('links')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
}
