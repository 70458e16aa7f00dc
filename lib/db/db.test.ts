import { sql, type Kysely } from 'kysely'
import { describe, expect, test } from 'vitest'
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

  test('a step that comes later is applied alone, and what was there stays', async () => {
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

/** A row for every table, as the schema that first had the table knew it; in an order that keys allow. */
const rowsOf: Record<string, Record<string, unknown>> = {
  users: { ...person('kept'), password_hash: '$argon2id$v=19$m=8192,t=1,p=1$c2FsdA$aGFzaA', is_disabled: 1 },
  sessions: {
    id: 'session',
    user_id: 'kept',
    label: 'Firefox on Linux',
    created_at: '2026-01-02T00:00:00.000Z',
    last_seen_at: '2026-01-03T00:00:00.000Z',
    expires_at: '2026-02-01T00:00:00.000Z',
  },
  links: {
    id: 'link',
    purpose: 'reset',
    token_hash: 'ab'.repeat(32),
    email: 'ada@example.org',
    role: 'writer',
    user_id: 'kept',
    created_by: 'kept',
    created_at: '2026-01-04T00:00:00.000Z',
    expires_at: '2026-01-05T00:00:00.000Z',
    used_at: '2026-01-04T12:00:00.000Z',
  },
  api_tokens: {
    id: 'token',
    user_id: 'kept',
    name: 'A robot',
    scope: 'publish',
    token_hash: 'cd'.repeat(32),
    created_at: '2026-01-06T00:00:00.000Z',
    last_used_at: '2026-01-07T00:00:00.000Z',
  },
  audit_log: {
    id: 'entry',
    at: '2026-01-08T00:00:00.000Z',
    actor_id: 'kept',
    actor: 'A Person',
    act: 'token.made',
    subject: 'A robot, “quoted”',
  },
  settings: { name: 'site-name', value: 'Learnings — ours' },
  progress: {
    user_id: 'kept',
    document_id: '62pa78yr3s',
    state: 'applied',
    source: 'manual',
    state_at: '2026-01-09T00:00:00.000Z',
    read_at: '2026-01-09T00:00:00.000Z',
    version_read: 'ef'.repeat(32),
    applied_link: 'https://example.org/change/1',
    kind: 'lesson',
    lesson: 7,
    first_opened_at: '2026-01-08T00:00:00.000Z',
    last_seen_at: '2026-01-10T00:00:00.000Z',
    last_section: '{"id":"a","heading":"A","at":"2026-01-10T00:00:00.000Z"}',
    other_marks: '{}',
    ticks: '{"a":[true,"2026-01-10T00:00:00.000Z"]}',
    answers: '{}',
  },
  linked_accounts: {
    issuer: 'https://id.example.org',
    subject: 'somebody',
    user_id: 'kept',
    label: 'ada@example.org',
    linked_at: '2026-01-11T00:00:00.000Z',
  },
  drafts: {
    id: 'a-key-of-sixteen',
    user_id: 'kept',
    document_id: '62pa78yr3s',
    base_version: 'ab'.repeat(32),
    title: 'Half written',
    fields: '{"title":"Half written"}',
    body: '## Summary\n\nIt broke — “quietly”.',
    version: 3,
    created_at: '2026-01-12T00:00:00.000Z',
    updated_at: '2026-01-13T00:00:00.000Z',
  },
  draft_shares: {
    token_hash: '01'.repeat(32),
    draft_id: 'a-key-of-sixteen',
    created_at: '2026-01-14T00:00:00.000Z',
  },
  missed_searches: {
    text: 'kafka — rebalance',
    without_hit: 3,
    without_click: 1,
    last_at: '2026-01-15T00:00:00.000Z',
  },
  toy_code: {
    user_id: 'kept',
    document_id: 'm4dr8z88fv',
    number: 21,
    code: 'x = "é"\n',
    checks_passed: 3,
    checks_total: 6,
    saved_at: '2026-01-15T00:00:00.000Z',
  },
}

/** The tables that are there, but for those of the migrations themselves. */
async function tablesOf(db: Database): Promise<string[]> {
  const tables = await db.introspection.getTables()
  return tables.map(({ name }) => name).filter((name) => !name.startsWith('schema_'))
}

// From the oldest schema on: each is one that somebody upgrades from.
describe.each(migrations.slice(0, -1).map(({ id }, index) => [id, index + 1] as const))('from %s', (_, steps) => {
  onEveryEngine((place) => {
    test('with a row in every table, an upgrade reaches the newest schema and loses none of it', async () => {
      const server = openDatabase(place())
      await migrate(server, migrations.slice(0, steps))
      const tables = await tablesOf(server)
      expect(Object.keys(rowsOf)).toEqual(expect.arrayContaining(tables))
      const held = Object.entries(rowsOf).filter(([table]) => tables.includes(table))
      const raw = server as unknown as Kysely<Record<string, Record<string, unknown>>>
      for (const [table, row] of held) await raw.insertInto(table).values(row).execute()
      expect(await migrate(server)).toEqual(migrations.slice(steps).map(({ id }) => id))
      for (const [table, row] of held) {
        expect(await raw.selectFrom(table).selectAll().execute(), table).toMatchObject([row])
      }
      await server.destroy()
    })
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
