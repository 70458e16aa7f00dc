import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSecret } from './secret'

let dataDir = ''
const http = () => ({ siteUrl: 'http://localhost:3000', dataDir })

beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'twelvefold-secret-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('without configuration one is made once, for the server’s eyes alone', () => {
  const first = readSecret(http())
  expect(Buffer.byteLength(first)).toBeGreaterThanOrEqual(32)
  expect(readSecret(http())).toBe(first)
  expect(statSync(path.join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
})

test('the environment’s comes first, if it is long enough', () => {
  const given = 'x'.repeat(32)
  expect(readSecret({ ...http(), authSecret: given })).toBe(given)
  expect(() => readSecret({ ...http(), authSecret: 'x'.repeat(31) })).toThrow(/at least 32 bytes/)
})

test('an https site does not start without one', () => {
  expect(() => readSecret({ ...http(), siteUrl: 'https://learn.example.org' })).toThrow(/needs AUTH_SECRET/)
})

test('a file that was cut short is refused, not used', () => {
  const file = path.join(dataDir, 'secret')
  writeFileSync(file, 'short')
  expect(() => readSecret(http())).toThrow(/too short/)
  expect(readFileSync(file, 'utf8')).toBe('short')
})
