import 'server-only'
import path from 'node:path'
import { config } from '@/lib/config'
import { once } from '@/lib/process'
import { migrate } from './migrate'
import { openDatabase, type Database } from './open'
import { withRetries } from './retry'

export type { Database } from './open'
export type { DraftsTable, LinksTable, ProgressTable, ToyCodeTable, UsersTable } from './tables'
export { lockPerson } from './lock-person'
export { isTaken } from './retry'
export { toColumn } from './to-column'

const holder = () => once<{ database?: Database }>('database', () => ({}))

/** The tables of this process: PostgreSQL at `DATABASE_URL`, else a SQLite file in the data folder. */
export function database(): Database {
  const { databaseUrl, dataDir } = config()
  return (holder().database ??= openDatabase(
    databaseUrl ? { url: databaseUrl } : { file: path.join(dataDir, 'twelvefold.db') },
  ))
}

/** Brings the schema up to date; before that nothing may be read. Throws `unavailable` for a newer schema. */
export async function prepareDatabase(): Promise<void> {
  await migrate(database())
}

/** Ends all connections; the next use opens them again. */
export async function closeDatabase(): Promise<void> {
  const { database: open } = holder()
  delete holder().database
  await open?.destroy()
}

/** Lets a test put a database of its own in the place of the configured one. */
export function replaceDatabase(given: Database): void {
  holder().database = given
}

/**
 * Runs work in one transaction: all of it happens or none. It is run again when it lost against another one, so it
 * must do nothing but read and write tables.
 */
export function inTransaction<T>(work: (database: Database) => Promise<T>): Promise<T> {
  return withRetries(() => database().transaction().execute(work))
}
