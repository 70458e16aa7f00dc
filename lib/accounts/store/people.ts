import type { Selectable } from 'kysely'
import type { Database, UsersTable } from '@/lib/db'
import { toRole, type Role, type Viewer } from '@/lib/viewer'

/** A person as admins see them. */
export type Person = Viewer & { isDisabled: boolean; createdAt: string }

type Row = Selectable<UsersTable>

export async function findPersonByEmail(
  db: Database,
  email: string,
): Promise<(Person & { passwordHash: string | null }) | undefined> {
  const row = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst()
  return row && { ...rowToPerson(row), passwordHash: row.password_hash }
}

export async function findPerson(
  db: Database,
  id: string,
): Promise<(Person & { passwordHash: string | null }) | undefined> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { ...rowToPerson(row), passwordHash: row.password_hash }
}

/** A person as they are now, whom nobody else changes until the transaction ends. */
export async function holdPerson(
  db: Database,
  id: string,
): Promise<(Person & { passwordHash: string | null }) | undefined> {
  const row = await db
    .updateTable('users')
    .set(({ ref }) => ({ role: ref('role') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && { ...rowToPerson(row), passwordHash: row.password_hash }
}

export async function listPeopleRows(db: Database): Promise<Person[]> {
  const rows = await db.selectFrom('users').selectAll().orderBy('name').orderBy('id').execute()
  return rows.map(rowToPerson)
}

export async function insertPerson(
  db: Database,
  person: { id: string; email: string; name: string; role: Role; passwordHash: string | null; createdAt: string },
): Promise<void> {
  const { id, email, name, role, passwordHash, createdAt } = person
  const row = { id, email, name, role, password_hash: passwordHash, is_disabled: 0, created_at: createdAt }
  await db.insertInto('users').values(row).execute()
}

export async function updatePerson(
  db: Database,
  id: string,
  change: { role?: Role; isDisabled?: boolean; passwordHash?: string },
): Promise<boolean> {
  const { role, isDisabled, passwordHash } = change
  const values = {
    ...(role && { role }),
    ...(isDisabled !== undefined && { is_disabled: isDisabled ? 1 : 0 }),
    ...(passwordHash && { password_hash: passwordHash }),
  }
  const { numUpdatedRows } = await db.updateTable('users').set(values).where('id', '=', id).executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deletePerson(db: Database, id: string): Promise<void> {
  await db.deleteFrom('users').where('id', '=', id).execute()
}

/** How many admins could still sign in. */
export async function countActiveAdmins(db: Database): Promise<number> {
  const rows = await db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('is_disabled', '=', 0)
    .execute()
  return rows.length
}

export async function hasPeople(db: Database): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined
}

export function rowToPerson({ id, email, name, role, is_disabled, created_at }: Omit<Row, 'password_hash'>): Person {
  return { id, email, name, role: toRole(role), isDisabled: is_disabled !== 0, createdAt: created_at }
}
