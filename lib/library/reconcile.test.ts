import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { readDocument } from './reconcile'
import { openLibraryAt } from './shelf'

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

test('what is published while the folder is being looked at stays published', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'twelvefold-reconcile-'))
  const contentDir = path.join(root, 'content')
  await mkdir(path.join(contentDir, 'postmortems'), { recursive: true })
  const library = await openLibraryAt({ contentDir, dataDir: root, snapshot: new Map(), buildId: 'build' })
  const file = 'postmortems/new.mdx'
  const fields = 'title: New\nsummary: S\nlessons: [7]\ncreated: 2026-01-01\nseverity: minor\nhappened: 2026'
  meanwhile.work = async () => {
    meanwhile.work = () => Promise.resolve()
    await writeFile(path.join(contentDir, file), `---\nid: 000000000new\n${fields}\n---\n\nText.\n`)
    await readDocument(library.shelf, file)
  }
  await library.refresh()
  expect(library.shelf.catalogue.changes.map(({ document }) => document?.path)).toEqual([file])
  await library.close()
  await rm(root, { recursive: true, force: true })
})
