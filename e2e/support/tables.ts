import path from 'node:path'
import Sqlite from 'libsql'
import type { Site } from './site'

type Place = Pick<Site, 'dataDir'>

/** The rows of a query on a site's own tables, beside its server. */
export function rows({ dataDir }: Place, query: string, ...values: unknown[]): Record<string, unknown>[] {
  return open(dataDir, (database) => database.prepare(query).all(...values) as Record<string, unknown>[])
}

/** Changes a site's own tables, beside its server. */
export function change({ dataDir }: Place, statement: string, ...values: unknown[]): void {
  open(dataDir, (database) => database.prepare(statement).run(...values))
}

function open<T>(dataDir: string, work: (database: Sqlite.Database) => T): T {
  const database = new Sqlite(path.join(dataDir, 'twelvefold.db'))
  try {
    database.pragma('busy_timeout = 5000')
    return work(database)
  } finally {
    database.close()
  }
}
