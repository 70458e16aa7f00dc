import type { Database } from './open'

/** Lets one write about a person happen at a time: whoever writes this row first goes first. False when they are gone. */
export async function lockPerson(db: Database, userId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set(({ ref }) => ({ role: ref('role') }))
    .where('id', '=', userId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
