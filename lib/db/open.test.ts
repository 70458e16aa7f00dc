import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { onEveryDatabase } from './fixtures'
import { database } from '.'
import { openDatabase } from './open'

test('a SQLite file is safe against power cuts, other processes, strangers and rows that hang in the air', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'twelvefold-open-'))
  const file = path.join(folder, 'new', 'twelvefold.db')
  const opened = openDatabase({ file })
  const pragma = async (name: string) => {
    const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(opened)
    return Object.values(rows[0] ?? {})[0]
  }
  expect(await pragma('journal_mode')).toBe('wal')
  // 2 is FULL.
  expect(await pragma('synchronous')).toBe(2)
  expect(await pragma('foreign_keys')).toBe(1)
  expect(await pragma('busy_timeout')).toBe(5000)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await opened.destroy()
  rmSync(folder, { recursive: true, force: true })
})

onEveryDatabase(() => {
  test('statements outside a transaction that meet at one row all come through, writing and reading', async () => {
    const settings = (name: string) => database().selectFrom('settings').select('value').where('name', '=', name)
    for (let round = 0; round < 10; round++) {
      const writes = Array.from({ length: 8 }, (_, index) =>
        database()
          .insertInto('settings')
          .values({ name: 'busy', value: String(index) })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(index) }))
          .execute(),
      )
      const reads = Array.from({ length: 8 }, () => settings('busy').execute())
      await Promise.all([...writes, ...reads])
    }
    expect(await settings('busy').execute()).toHaveLength(1)
  })
})
