import { closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import { Kysely, PostgresDialect, SqliteDialect, type Dialect } from 'kysely'
import Sqlite from 'libsql'
import { Pool } from 'pg'
import { patient } from './patient'
import type { Tables } from './tables'

/** The one way to the tables. */
export type Database = Kysely<Tables>

/** Where the tables are: a PostgreSQL address, or the file of a SQLite database. */
export type Place = { url: string } | { file: string }

const busyTimeoutMs = 5000
const connections = 10

/** Opens the tables where they are; a SQLite file that is not there is made. */
export function openDatabase(place: Place): Database {
  return new Kysely<Tables>({ dialect: 'url' in place ? postgres(place.url) : sqlite(place.file) })
}

function postgres(url: string): Dialect {
  const pool = new Pool({ connectionString: url, max: connections })
  // An idle connection that the server ends must not end this process; the next query opens another.
  pool.on('error', ({ message }) => console.warn(`PostgreSQL has ended an idle connection: ${message}`))
  // A server that serialises may refuse any statement, and means: again. SQLite waits by itself.
  return patient(new PostgresDialect({ pool }))
}

function sqlite(file: string): Dialect {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  // What is about people is for the server's own account alone, also in a folder that others may look into.
  closeSync(openSync(file, 'a', 0o600))
  const database = new Sqlite(file)
  // FULL: what was acknowledged is there after a power cut as well.
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) database.pragma(pragma)
  database.pragma(`busy_timeout = ${busyTimeoutMs}`)
  return new SqliteDialect({ database })
}
