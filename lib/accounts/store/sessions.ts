import type { Database } from '@/lib/db'
import { rowToPerson, type Person } from './people'

/** One place where a person is signed in. */
export type SessionRow = { id: string; label: string; createdAt: string; lastSeenAt: string }

export async function insertSession(
  db: Database,
  session: { id: string; userId: string; label: string; createdAt: string; expiresAt: string },
): Promise<void> {
  const { id, userId, label, createdAt, expiresAt } = session
  const row = { id, user_id: userId, label, created_at: createdAt, last_seen_at: createdAt, expires_at: expiresAt }
  await db.insertInto('sessions').values(row).execute()
}

/** Whose session it is, and when it was last seen; undefined when it has ended. */
export async function findSession(
  db: Database,
  id: string,
  at: string,
): Promise<{ person: Person; lastSeenAt: string } | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.email', 'users.name', 'users.role', 'users.is_disabled', 'users.created_at'])
    .select('sessions.last_seen_at')
    .where('sessions.id', '=', id)
    .where('sessions.expires_at', '>', at)
    .where('users.is_disabled', '=', 0)
    .executeTakeFirst()
  return row && { person: rowToPerson(row), lastSeenAt: row.last_seen_at }
}

/** Notes when a session was seen, unless that was noted after `before`: of many requests at once, one writes. */
export async function touchSession(
  db: Database,
  { id, at, before }: { id: string; at: string; before: string },
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ last_seen_at: at })
    .where('id', '=', id)
    .where('last_seen_at', '<', before)
    .execute()
}

export async function listSessionRows(db: Database, userId: string, at: string): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'label', 'created_at', 'last_seen_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', at)
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows.map(({ id, label, created_at, last_seen_at }) => ({
    id,
    label,
    createdAt: created_at,
    lastSeenAt: last_seen_at,
  }))
}

/** Ends one session of a person, or all of them; says how many ended. */
export async function deleteSessions(db: Database, { userId, id }: { userId: string; id?: string }): Promise<number> {
  let query = db.deleteFrom('sessions').where('user_id', '=', userId)
  if (id !== undefined) query = query.where('id', '=', id)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

export async function deleteExpiredSessions(db: Database, at: string): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<=', at).execute()
}
