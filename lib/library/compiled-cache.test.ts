import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Checked } from '@/lib/markup/schema'
import type { Fields } from './check'
import { openCompiledCache } from './compiled-cache'
import type { LibraryDocument } from './document'

let dataDir = ''

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'twelvefold-cache-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const file = 'postmortems/one.mdx'
const checked: Checked<Fields> = { ok: false, problems: [{ line: 1, column: 1, message: 'Broken.' }] }
const document = { path: file } as LibraryDocument

/** Leaves of every file what a power cut may leave of it. */
async function tear(work: (kept: string) => Promise<void>): Promise<void> {
  const folder = path.join(dataDir, 'compiled', 'build')
  for (const name of await readdir(folder)) await work(path.join(folder, name))
}

test.each([
  ['empty', (kept: string) => truncate(kept, 0)],
  ['cut off', (kept: string) => truncate(kept, 9)],
  ['full of zeros', (kept: string) => writeFile(kept, Buffer.alloc(40))],
])('a kept file that is %s counts as not there, and can be kept anew', async (_, work) => {
  const cache = await openCompiledCache(dataDir, 'build')
  await cache.put(file, 'hash', checked)
  await cache.putStandIn('refused', document)
  await tear(work)
  expect(await cache.get(file, 'hash')).toBeUndefined()
  expect(await cache.standIn(file, 'refused')).toBeUndefined()
  await cache.put(file, 'hash', checked)
  await cache.putStandIn('refused', document)
  expect(await cache.get(file, 'hash')).toEqual(checked)
  expect(await cache.standIn(file, 'refused')).toEqual(document)
})
