import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { onEveryDatabase, onEveryEngine } from './fixtures'
import { database, inTransaction, isTaken, type Database } from '.'
import { migrate } from './migrate'
import { migrations, type Migration } from './migrations'
import { openDatabase } from './open'

const person = (id: string) => ({
  id,
  email: `${id}@example.org`,
  name: 'A Person',
  role: 'reader',
  password_hash: null,
  is_disabled: 0,
  created_at: '2026-01-01T00:00:00.000Z',
})

onEveryEngine((place) => {
  test('migrates an empty place once, whoever comes at the same time', async () => {
    // SQLite waits for a lock without letting go of the thread: within one process it has one connection.
    const servers = Array.from({ length: 'file' in place() ? 1 : 5 }, () => openDatabase(place()))
    const applied = await Promise.all([...servers, ...servers].map((server) => migrate(server)))
    expect(applied.flat()).toEqual(migrations.map(({ id }) => id))
    const [again] = servers
    expect(again && (await migrate(again))).toEqual([])
    await Promise.all(servers.map((server) => server.destroy()))
  })

  test('a step that fails leaves nothing of itself, and what was there stays', async () => {
    const server = openDatabase(place())
    await migrate(server)
    await server.insertInto('users').values(person('kept')).execute()
    const broken: Migration = {
      id: '999-broken',
      up: async (db) => {
        await db.schema.createTable('half').addColumn('id', 'text').execute()
        await sql`select * from a_table_that_is_not_there`.execute(db)
      },
    }
    await expect(migrate(server, [...migrations, broken])).rejects.toThrow(/a_table_that_is_not_there/)
    await expect(sql`select * from half`.execute(server)).rejects.toThrow(/half/)
    expect(await server.selectFrom('users').select('id').execute()).toEqual([{ id: 'kept' }])
    await server.destroy()
  })

  test('a step later, what the oldest schema held is still there', async () => {
    const server = openDatabase(place())
    const later: Migration = {
      id: '998-later',
      up: (db) => db.schema.alterTable('users').addColumn('later', 'text').execute(),
    }
    expect(await migrate(server, [...migrations, later])).toEqual(['998-later'])
    expect(await server.selectFrom('users').select('id').execute()).toEqual([{ id: 'kept' }])
    await server.destroy()
  })

  test('refuses a schema that is newer than the product', async () => {
    const server = openDatabase(place())
    await expect(migrate(server)).rejects.toThrow(/newer version of Twelvefold \(it has 998-later\)/)
    await server.destroy()
  })
})

onEveryDatabase(() => {
  test('a hundred transactions that count one up at once count to a hundred', async () => {
    await database().insertInto('users').values(person('counter')).execute()
    const countUp = (db: Database) =>
      db
        .updateTable('users')
        .set(({ eb }) => ({ is_disabled: eb('is_disabled', '+', 1) }))
        .where('id', '=', 'counter')
        .execute()
    await Promise.all(Array.from({ length: 100 }, () => inTransaction(countUp)))
    const rows = await database().selectFrom('users').select('is_disabled').where('id', '=', 'counter').execute()
    expect(rows).toEqual([{ is_disabled: 100 }])
  })

  test('work that throws leaves nothing behind', async () => {
    const failing = inTransaction(async (db) => {
      await db.insertInto('users').values(person('gone')).execute()
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await database().selectFrom('users').select('id').where('id', '=', 'gone').execute()).toEqual([])
  })

  test('a key that is taken is told from other errors', async () => {
    await database().insertInto('users').values(person('first')).execute()
    const error = await database()
      .insertInto('users')
      .values({ ...person('second'), email: 'first@example.org' })
      .execute()
      .catch((thrown: unknown) => thrown)
    expect(isTaken(error)).toBe(true)
    expect(isTaken(new Error('other'))).toBe(false)
  })

  test('rows that belong to a person go with the person', async () => {
    await database().insertInto('users').values(person('leaver')).execute()
    const session = { id: 's', user_id: 'leaver', label: '', created_at: '', last_seen_at: '', expires_at: '' }
    await database().insertInto('sessions').values(session).execute()
    await database().deleteFrom('users').where('id', '=', 'leaver').execute()
    expect(await database().selectFrom('sessions').selectAll().execute()).toEqual([])
  })
})
