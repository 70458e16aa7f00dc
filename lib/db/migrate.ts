import { sql, type Kysely } from 'kysely'
import { AppError } from '@/lib/errors'
import { migrations as shipped, type Migration } from './migrations'
import { withRetries } from './retry'

type Bookkeeping = {
  schema_migrations: { id: string; applied_at: string }
  schema_lock: { id: number; taken_at: string }
}

/**
 * Brings the schema up to date and returns the steps it applied. Several servers may do so at once: the row of
 * `schema_lock` lets one of them through, and the others find nothing left to do. Either all of it happens or none.
 * Throws `unavailable` when the database was made by a newer version of the product.
 */
export async function migrate<T>(db: Kysely<T>, steps: readonly Migration[] = shipped): Promise<string[]> {
  const books = db as unknown as Kysely<Bookkeeping>
  await withRetries(() => openBooks(books))
  return withRetries(() =>
    books.transaction().execute(async (transaction) => {
      // An update takes the row's lock on either engine, and the write lock of SQLite.
      await transaction.updateTable('schema_lock').set({ taken_at: new Date().toISOString() }).execute()
      const rows = await transaction.selectFrom('schema_migrations').select('id').execute()
      const applied = new Set(rows.map(({ id }) => id))
      requireKnown(applied, steps)
      const missing = steps.filter(({ id }) => !applied.has(id))
      for (const { id, up } of missing) {
        await up(transaction as unknown as Kysely<unknown>)
        await transaction.insertInto('schema_migrations').values({ id, applied_at: new Date().toISOString() }).execute()
      }
      return missing.map(({ id }) => id)
    }),
  )
}

function requireKnown(applied: Set<string>, steps: readonly Migration[]): void {
  const unknown = [...applied].filter((id) => !steps.some((step) => step.id === id))
  if (unknown.length === 0) return
  throw new AppError(
    'unavailable',
    `The database was made by a newer version of Twelvefold (it has ${unknown.join(', ')}). ` +
      'Start that version again, or restore a backup that this one made.',
  )
}

async function openBooks(db: Kysely<Bookkeeping>): Promise<void> {
  await db.schema
    .createTable('schema_migrations')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('schema_lock')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('taken_at', 'text', (column) => column.notNull())
    .execute()
  await db
    .insertInto('schema_lock')
    .values({ id: 1, taken_at: sql.lit('') })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
