import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { countRefused, getHealth } from './health'
import { openLibraryAt } from './shelf'

type Library = Awaited<ReturnType<typeof openLibraryAt>>

const opened = vi.hoisted((): { library: unknown } => ({ library: undefined }))
vi.mock('./shelf', async (original) => ({
  ...(await original<typeof import('./shelf')>()),
  openShelf: () => Promise.resolve((opened.library as Library).shelf),
}))

const admin = { id: 'a', name: 'Grace', email: 'grace@example.org', role: 'admin' } as const
const others = [undefined, { ...admin, role: 'reader' }, { ...admin, role: 'writer' }] as const
let contentDir: string
let library: Library

beforeEach(async () => {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'twelvefold-health-')))
  contentDir = path.join(root, 'content')
  await mkdir(path.join(contentDir, 'postmortems'), { recursive: true })
  await git(contentDir, ['-c', 'init.defaultBranch=main', 'init', '--quiet'])
  await put('one', postmortem('one'))
  await run('add', '--all')
  await run('commit', '--quiet', '-m', 'Begin')
  const place = { contentDir, dataDir: path.join(root, 'data'), snapshot: new Map(), buildId: 'build' }
  opened.library = library = await openLibraryAt(place)
  await library.close()
})

afterEach(() => rm(path.dirname(contentDir), { recursive: true, force: true }))

const run = (...args: string[]) => git(contentDir, ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args])
const put = (slug: string, text: string) => writeFile(path.join(contentDir, 'postmortems', `${slug}.mdx`), text)

function postmortem(name: string, body = 'Text.'): string {
  const fields = `title: "${name}"\nsummary: S\nlessons: [7]\ncreated: 2026-01-01\nseverity: minor\nhappened: 2026`
  return `---\nid: ${name.padStart(10, '0')}\n${fields}\n---\n\n${body}\n`
}

test('all is well', async () => {
  expect(await getHealth(admin)).toMatchObject({
    documents: 1,
    refused: [],
    repository: { branch: 'main', changed: 0, operation: undefined, head: { subject: 'Begin' } },
  })
  expect(await countRefused(admin)).toBe(0)
})

test('each refused file comes with its reason, its places, and what is served in its place', async () => {
  await put('one', postmortem('one', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs'))
  await put('three', postmortem('three', 'A {brace}.'))
  await put('two', postmortem('one', 'The same id.'))
  await put('Zwei', postmortem('zwei'))
  await library.refresh()
  const { documents, refused, repository } = await getHealth(admin)
  expect([documents, await countRefused(admin)]).toEqual([1, 4])
  expect(repository).toMatchObject({ changed: 4 })
  expect(refused).toMatchObject([
    { path: 'postmortems/Zwei.mdx', reason: 'name', served: undefined },
    {
      path: 'postmortems/one.mdx',
      reason: 'merge',
      problems: [{ line: 11, column: 1 }],
      served: { title: 'one', url: '/postmortems/one' },
    },
    { path: 'postmortems/three.mdx', reason: 'text', problems: [{ line: 11, column: 3 }], served: undefined },
    { path: 'postmortems/two.mdx', reason: 'taken', served: undefined },
  ])
})

test('a git that does not answer is a sentence, and a folder in no repository is none', async () => {
  const settings = path.join(contentDir, '.git', 'config')
  await writeFile(settings, '[core')
  expect((await getHealth(admin)).repository).toEqual({ failure: expect.stringContaining('Git could not') as string })
  await rm(path.join(contentDir, '.git'), { recursive: true })
  expect((await getHealth(admin)).repository).toBeUndefined()
})

test('it is for admins', async () => {
  await put('one', postmortem('one', '{'))
  await library.refresh()
  for (const viewer of others) {
    await expect(getHealth(viewer)).rejects.toMatchObject({ code: viewer ? 'forbidden' : 'unauthenticated' })
    expect(await countRefused(viewer)).toBe(0)
  }
})
