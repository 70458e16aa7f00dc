import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { admin } from './support/people'
import { refusalOf } from './support/site'
import { change, rows } from './support/tables'

let dataDir = ''

test.beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'twelvefold-e2e-'))
})

test.afterEach(() => rm(dataDir, { recursive: true, force: true }))

const own = () => ({ DATA_DIR: dataDir, CONTENT_DIR: path.resolve('content') })
const https = { SITE_URL: 'https://learn.example.org' }

test('tables of a newer version are left alone, and the server says why it does not start', async () => {
  admin({ dataDir, address: 'http://localhost' }, ['list'])
  change({ dataDir }, 'insert into schema_migrations (id, applied_at) values (?, ?)', '999-later', '2030-01-01')
  const before = rows({ dataDir }, 'select id from schema_migrations')
  const { code, words } = await refusalOf(own())
  expect(code).toBe(1)
  expect(words).toContain('The database was made by a newer version of Twelvefold (it has 999-later).')
  expect(words).toContain('Start that version again, or restore a backup')
  expect(words).not.toMatch(/^\s+at /m)
  expect(rows({ dataDir }, 'select id from schema_migrations')).toEqual(before)
})

for (const [what, env, words] of [
  ['no secret', { AUTH_SECRET: '' }, 'A site at an https address needs AUTH_SECRET. Make one: openssl rand -base64 32'],
  ['a short secret', { AUTH_SECRET: 'x'.repeat(31) }, 'AUTH_SECRET needs at least 32 bytes.'],
] as const) {
  test(`an https site with ${what} does not start, and says what to do`, async () => {
    const refusal = await refusalOf({ ...own(), ...https, ...env })
    expect(refusal.code).toBe(1)
    expect(refusal.words).toContain(words)
    expect(refusal.words).not.toMatch(/^\s+at /m)
    expect(existsSync(path.join(dataDir, 'secret'))).toBe(false)
  })
}
