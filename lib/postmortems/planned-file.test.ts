import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { ada, makeTempRepository, statusOf, tempsIn, type TempRepository } from './temp-repository'
import { publishFiles, type FileChange } from './write-files'

// All is planned when the journal is written, and nothing in its place; what others do then, happens here.
const meanwhile = vi.hoisted(() => ({ work: (): Promise<unknown> => Promise.resolve() }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const rename: typeof real.rename = async (...args) => {
    await real.rename(...args)
    if (String(args[1]).endsWith('publish.json')) await meanwhile.work()
  }
  return { ...real, rename }
})

let repository: TempRepository
let old = ''

beforeEach(async () => {
  repository = await makeTempRepository()
  old = path.join(repository.contentDir, 'postmortems/old.mdx')
})
afterEach(() => {
  meanwhile.work = () => Promise.resolve()
})

const first: FileChange = { relativePath: 'postmortems/first.mdx', bytes: 'first\n' }
const replaced: FileChange = { relativePath: 'postmortems/old.mdx', bytes: 'ours\n' }
const removed: FileChange = { relativePath: 'postmortems/old.mdx' }
const kept: FileChange = { relativePath: 'postmortems/none.mdx', expected: 'absent' }

/** Publishes, expects to be told of a conflict, and that nothing of the publish is left. */
async function expectConflict(changes: FileChange[], work: () => Promise<unknown>): Promise<void> {
  const { top, contentDir, dataDir } = repository
  const look = () => Promise.all([git(top, ['rev-parse', 'HEAD']), git(top, ['ls-files', '--stage'])])
  const before = await look()
  meanwhile.work = work
  const publishing = publishFiles({ contentDir, dataDir, changes, author: ada, message: 'Change' })
  await expect(publishing).rejects.toMatchObject({ code: 'conflict' })
  expect(await look()).toEqual(before)
  expect(await tempsIn(contentDir)).toEqual([])
  expect(existsSync(path.join(dataDir, 'publish.json'))).toBe(false)
  expect(existsSync(path.join(contentDir, 'postmortems/first.mdx'))).toBe(false)
}

test.each([
  ['written over', replaced],
  ['removed', removed],
])('what an editor saves during a publish is not %s: that is a conflict, and all is put back', async (_, change) => {
  await expectConflict([first, change], () => writeFile(old, 'OUTSIDE\n'))
  expect(await readFile(old, 'utf8')).toBe('OUTSIDE\n')
  expect(await statusOf(repository)).toEqual([' M content/postmortems/old.mdx'])
})

test('a file that is removed during a publish does not come back with it', async () => {
  await expectConflict([first, replaced], () => rm(old))
  expect(existsSync(old)).toBe(false)
})

test('a file that comes where none was to be stays', async () => {
  const file = path.join(repository.contentDir, 'postmortems/none.mdx')
  await expectConflict([first, kept], () => writeFile(file, 'OUTSIDE\n'))
  expect(await readFile(file, 'utf8')).toBe('OUTSIDE\n')
})
