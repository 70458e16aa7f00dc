import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readDocument } from './reconcile'
import { openLibraryAt } from './shelf'

// A disk that cannot read some files.
const disk = vi.hoisted(() => ({ broken: new Set<string>() }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const readFile = (async (...args: Parameters<typeof real.readFile>) => {
    if (typeof args[0] === 'string' && disk.broken.has(path.basename(args[0])))
      throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
    return await real.readFile(...args)
  }) as typeof real.readFile
  return { ...real, readFile }
})

// A look at a large folder takes a while; what happens then, happens here.
const meanwhile = vi.hoisted(() => ({ work: () => Promise.resolve() }))
vi.mock('./folder', async (original) => {
  const real = await original<typeof import('./folder')>()
  const listContent: typeof real.listContent = async (...args) => {
    const listed = await real.listContent(...args)
    await meanwhile.work()
    return listed
  }
  return { ...real, listContent }
})

let root = ''
let contentDir = ''

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'twelvefold-reconcile-'))
  contentDir = path.join(root, 'content')
  await mkdir(path.join(contentDir, 'postmortems'), { recursive: true })
})
afterEach(async () => {
  disk.broken.clear()
  vi.restoreAllMocks()
  await rm(root, { recursive: true, force: true })
})

const open = () => openLibraryAt({ contentDir, dataDir: root, snapshot: new Map(), buildId: 'build' })

const put = (name: string, { extra = '', body = 'Text.' } = {}) => {
  const fields = `title: New\nsummary: S\nlessons: [7]\ncreated: 2026-01-01\nseverity: minor\nhappened: 2026${extra}`
  const text = `---\nid: ${name.padStart(12, '0')}\n${fields}\n---\n\n${body}\n`
  return writeFile(path.join(contentDir, `postmortems/${name}.mdx`), text)
}

test('what is published while the folder is being looked at stays published', async () => {
  const library = await open()
  const file = 'postmortems/new.mdx'
  meanwhile.work = async () => {
    meanwhile.work = () => Promise.resolve()
    await put('new')
    await readDocument(library.shelf, file)
  }
  await library.refresh()
  expect(library.shelf.catalogue.changes.map(({ document }) => document?.path)).toEqual([file])
  await library.close()
})

test('one file that cannot be read keeps neither the start nor the others from it, and is told of once', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  for (const name of ['bad', 'good']) await put(name)
  disk.broken.add('bad.mdx')
  const library = await open()
  const { byPath, problems } = library.shelf.catalogue
  expect([...byPath.keys()]).toEqual(['postmortems/good.mdx'])
  expect(problems.get('postmortems/bad.mdx')?.problems[0]?.message).toContain('EIO')
  await library.refresh()
  expect(told).toHaveBeenCalledTimes(1)
  disk.broken.clear()
  await library.refresh()
  expect([...byPath.keys()].sort()).toEqual(['postmortems/bad.mdx', 'postmortems/good.mdx'])
  expect(problems.size).toBe(0)
  await library.close()
})
