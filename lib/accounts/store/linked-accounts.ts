import type { Database } from '@/lib/db'
import { rowToPerson, type Person } from './people'

/** Which account elsewhere: who vouches, and who it is there. */
export type Identity = { issuer: string; subject: string }

/** An account elsewhere as its owner sees it. */
export type LinkedAccount = Identity & { label: string; linkedAt: string }

export async function insertLinkedAccount(
  db: Database,
  { issuer, subject, userId, label, linkedAt }: LinkedAccount & { userId: string },
): Promise<void> {
  await db
    .insertInto('linked_accounts')
    .values({ issuer, subject, user_id: userId, label, linked_at: linkedAt })
    .execute()
}

/** Whose account it opens, closed or not. */
export async function findLinkedPerson(db: Database, { issuer, subject }: Identity): Promise<Person | undefined> {
  const row = await db
    .selectFrom('linked_accounts')
    .innerJoin('users', 'users.id', 'linked_accounts.user_id')
    .select(['users.id', 'users.email', 'users.name', 'users.role', 'users.is_disabled', 'users.created_at'])
    .where('linked_accounts.issuer', '=', issuer)
    .where('linked_accounts.subject', '=', subject)
    .executeTakeFirst()
  return row && rowToPerson(row)
}

export async function listLinkedAccountRows(db: Database, userId: string): Promise<LinkedAccount[]> {
  const rows = await db
    .selectFrom('linked_accounts')
    .select(['issuer', 'subject', 'label', 'linked_at'])
    .where('user_id', '=', userId)
    .orderBy('linked_at')
    .execute()
  return rows.map(({ linked_at, ...rest }) => ({ ...rest, linkedAt: linked_at }))
}

/** Unlinks all of a person's accounts elsewhere. */
export async function deleteLinkedAccountsOf(db: Database, userId: string): Promise<void> {
  await db.deleteFrom('linked_accounts').where('user_id', '=', userId).execute()
}

/** Unlinks one of a person's accounts elsewhere; says whether there was one. */
export async function deleteLinkedAccount(
  db: Database,
  { issuer, subject, userId }: Identity & { userId: string },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('linked_accounts')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
