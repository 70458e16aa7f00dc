import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkDocument, hashOf } from './check'
import { documentsOf, brokenLinks, pastReview, recurrencesOf, shownBy } from './relations'
import { latestPostmortems } from './newest'
import { readDocument } from './reconcile'
import { openLibraryAt } from './shelf'
import type { SnapshotEntry } from './snapshot'

type Library = Awaited<ReturnType<typeof openLibraryAt>>

let root: string
let contentDir: string
const open: Library[] = []

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'twelvefold-library-'))
  contentDir = path.join(root, 'content')
  for (const folder of ['lessons', 'toy-problems', 'postmortems'])
    await mkdir(path.join(contentDir, folder), { recursive: true })
})

afterEach(async () => {
  for (const library of open.splice(0)) await library.close()
  await rm(root, { recursive: true, force: true })
})

function postmortem({ id = 'aaaaaaaa1', title = 'One', body = 'Text.', extra = '' } = {}): string {
  return `---\nid: ${id}\ntitle: "${title}"\nsummary: S\nlessons: [7, 1]\ncreated: 2026-01-01\nseverity: minor\nhappened: 2026\n${extra}---\n\n${body}\n`
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(contentDir, file)), { recursive: true })
  await writeFile(path.join(contentDir, file), text)
}

async function snapshotOf(files: Record<string, string>): Promise<Map<string, SnapshotEntry>> {
  const entries = Object.entries(files).map(async ([file, text]): Promise<[string, SnapshotEntry]> => [
    file,
    { path: file, hash: hashOf(text), checked: await checkDocument(file, text) },
  ])
  return new Map(await Promise.all(entries))
}

async function openAt(snapshot = new Map<string, SnapshotEntry>(), buildId = 'build'): Promise<Library> {
  const library = await openLibraryAt({ contentDir, dataDir: path.join(root, 'data'), snapshot, buildId })
  open.push(library)
  return library
}

const titles = ({ shelf }: Library) => documentsOf(shelf.catalogue, 'postmortem').map(({ title }) => title)
const problemsOf = ({ shelf }: Library) => [...shelf.catalogue.problems.keys()]

describe('at start', () => {
  test('a folder that is as the build saw it compiles nothing', async () => {
    const files = {
      'postmortems/one.mdx': postmortem(),
      'postmortems/two.mdx': postmortem({ id: 'aaaaaaaa2', title: 'Two' }),
    }
    for (const [file, text] of Object.entries(files)) await put(file, text)
    const library = await openAt(await snapshotOf(files))
    expect(library.shelf.compiled).toBe(0)
    expect(titles(library)).toEqual(['Two', 'One'])
  })

  test('what changed since the build is compiled once, and not again at the next start', async () => {
    const snapshot = await snapshotOf({ 'postmortems/one.mdx': postmortem() })
    await put('postmortems/one.mdx', postmortem({ title: 'Changed' }))
    const first = await openAt(snapshot)
    const second = await openAt(snapshot)
    expect([first.shelf.compiled, second.shelf.compiled]).toEqual([1, 0])
    expect(titles(second)).toEqual(['Changed'])
  })

  test('another build compiles anew what its snapshot does not hold', async () => {
    await put('postmortems/one.mdx', postmortem())
    await openAt(new Map(), 'build-a')
    expect((await openAt(new Map(), 'build-b')).shelf.compiled).toBe(1)
  })

  test('a file that fails its check is served as the build had it', async () => {
    const snapshot = await snapshotOf({ 'postmortems/one.mdx': postmortem() })
    await put('postmortems/one.mdx', postmortem({ body: 'a {b}' }))
    const library = await openAt(snapshot)
    expect(titles(library)).toEqual(['One'])
    expect(library.shelf.catalogue.problems.get('postmortems/one.mdx')?.problems[0]).toMatchObject({
      line: 11,
      column: 3,
    })
  })

  test('what was withdrawn since the build does not come back because its file is broken', async () => {
    const snapshot = await snapshotOf({ 'postmortems/one.mdx': postmortem() })
    const extra = 'withdrawn:\n  on: 2026-02-01\n  why: W\n'
    await put('postmortems/one.mdx', postmortem({ extra, body: 'a {b}' }))
    const library = await openAt(snapshot)
    expect([titles(library), problemsOf(library)]).toEqual([[], ['postmortems/one.mdx']])
  })

  test('an empty folder is an empty library', async () => {
    await rm(contentDir, { recursive: true })
    expect(titles(await openAt())).toEqual([])
  })

  test('a missing build is an error with words', async () => {
    const { readSnapshot } = await import('./snapshot')
    await expect(readSnapshot(root)).rejects.toThrow('npm run build')
  })
})

describe('refused files', () => {
  test.each([
    ['another engine', 'postmortems/one.mdx', '---js\n{ title: process.exit(1) }\n---\n'],
    ['another engine behind a byte order mark', 'postmortems/one.mdx', '\ufeff---js\n{}\n---\n'],
    ['a name with a quotation mark', "postmortems/o'ne.mdx", postmortem()],
    ['a name in capitals', 'postmortems/One.mdx', postmortem()],
    ['a folder too deep', 'postmortems/a/b/index.mdx', postmortem()],
  ])('%s', async (_, file, text) => {
    await put(file, text)
    const library = await openAt()
    expect(titles(library)).toEqual([])
    expect(problemsOf(library)).toEqual([file])
  })

  test('a symbolic link', async () => {
    await writeFile(path.join(root, 'outside.mdx'), postmortem())
    await symlink(path.join(root, 'outside.mdx'), path.join(contentDir, 'postmortems', 'one.mdx'))
    const library = await openAt()
    expect(titles(library)).toEqual([])
    expect(problemsOf(library)).toEqual(['postmortems/one.mdx'])
  })

  test('the second of two files with one id, one slug or one lesson number', async () => {
    await put('postmortems/one.mdx', postmortem())
    await put('postmortems/two.mdx', postmortem({ title: 'Two' }))
    await put('postmortems/one/index.mdx', postmortem({ id: 'aaaaaaaa3' }))
    const library = await openAt()
    expect(titles(library)).toHaveLength(1)
    expect(problemsOf(library).sort()).toEqual(['postmortems/one/index.mdx', 'postmortems/two.mdx'])
  })
})

describe('while the server runs', () => {
  const soon = { timeout: 2000, interval: 25 }

  test('a new, a changed and a removed file show within two seconds', async () => {
    const library = await openAt()
    await put('postmortems/one.mdx', postmortem())
    await vi.waitFor(() => expect(titles(library)).toEqual(['One']), soon)
    await put('postmortems/one.mdx', postmortem({ title: 'Changed' }))
    await vi.waitFor(() => expect(titles(library)).toEqual(['Changed']), soon)
    await rm(path.join(contentDir, 'postmortems', 'one.mdx'))
    await vi.waitFor(() => expect(titles(library)).toEqual([]), soon)
  })

  test('two readings of one text compile it once', async () => {
    const library = await openAt()
    await library.close()
    await put('postmortems/one.mdx', postmortem())
    await Promise.all([1, 2, 3].map(() => readDocument(library.shelf, 'postmortems/one.mdx')))
    expect(library.shelf.compiled).toBe(1)
  })

  test('a slow reading of an older text does not take the place of a newer one', async () => {
    const library = await openAt()
    await library.close()
    const { shelf } = library
    const { compile } = shelf
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    shelf.compile = async (...text) => {
      await gate
      return compile(...text)
    }
    await put('postmortems/one.mdx', postmortem({ title: 'Older' }))
    const older = readDocument(shelf, 'postmortems/one.mdx')
    await vi.waitFor(() => expect(shelf.compiled).toBe(1), soon)
    shelf.compile = compile
    await put('postmortems/one.mdx', postmortem({ title: 'Newer' }))
    const newer = readDocument(shelf, 'postmortems/one.mdx')
    open()
    await Promise.all([older, newer])
    expect(titles(library)).toEqual(['Newer'])
  })

  test('what cannot be kept in the data folder is served all the same', async () => {
    const library = await openAt()
    await rm(path.join(root, 'data'), { recursive: true })
    const said = vi.spyOn(console, 'error').mockReturnValue(undefined)
    await put('postmortems/one.mdx', postmortem())
    await library.refresh()
    expect(titles(library)).toEqual(['One'])
    expect(said.mock.lastCall?.[0]).toContain('could not be kept')
    said.mockRestore()
  })

  test('a document that breaks keeps its last good text until it is mended', async () => {
    await put('postmortems/one.mdx', postmortem())
    const library = await openAt()
    await put('postmortems/one.mdx', postmortem({ title: 'Broken', body: '<<<<<<< HEAD\n{x' }))
    await vi.waitFor(() => expect(problemsOf(library)).toEqual(['postmortems/one.mdx']), soon)
    expect(titles(library)).toEqual(['One'])
    await put('postmortems/one.mdx', postmortem({ title: 'Mended' }))
    await vi.waitFor(() => expect(titles(library)).toEqual(['Mended']), soon)
    expect(problemsOf(library)).toEqual([])
  })

  test('a renamed file keeps its id, and an alias leads to it', async () => {
    await put('postmortems/one.mdx', postmortem())
    const library = await openAt()
    await put('postmortems/one.mdx', postmortem({ extra: 'aliases: [one]\n' }))
    await rename(path.join(contentDir, 'postmortems', 'one.mdx'), path.join(contentDir, 'postmortems', 'new.mdx'))
    await library.refresh()
    const { byId, byAlias } = library.shelf.catalogue
    expect(byId.get('aaaaaaaa1')?.slug).toBe('new')
    expect(byAlias.get('postmortem/one')?.slug).toBe('new')
  })

  test('of one day, the postmortem that came last is the latest', async () => {
    await put('postmortems/zero.mdx', postmortem())
    const library = await openAt()
    await put('postmortems/a-second.mdx', postmortem({ id: 'aaaaaaaa2', title: 'Second' }))
    await library.refresh()
    await put('postmortems/m-third.mdx', postmortem({ id: 'aaaaaaaa0', title: 'Third' }))
    await library.refresh()
    expect(latestPostmortems(library.shelf.catalogue, 2).map(({ title }) => title)).toEqual(['Third', 'Second'])
    expect(titles(library).slice(0, 2)).toEqual(['Third', 'Second'])
  })

  test('a toy problem changes with its files', async () => {
    const text =
      '---\nid: toytoytoy1\ntitle: T\nsummary: S\nlessons: [1]\ncreated: 2026-01-01\nminutes: 5\ndifficulty: 1\nlanguage: python\n---\n\nText.\n'
    await put('toy-problems/toy/index.mdx', text)
    await put('toy-problems/toy/starter.py', 'a = 1')
    const library = await openAt()
    await put('toy-problems/toy/starter.py', 'a = 2')
    await vi.waitFor(
      () => expect(documentsOf(library.shelf.catalogue, 'toy-problem')[0]?.files.starter).toBe('a = 2'),
      soon,
    )
  })
})

describe('relations', () => {
  test('lessons, recurrences, broken links and reviews', async () => {
    await put(
      'postmortems/one.mdx',
      postmortem({ body: '<DocumentLink id="nowhere0001" /> [x](/postmortems/nowhere) [y](/postmortems/two)' }),
    )
    await put(
      'postmortems/two.mdx',
      postmortem({ id: 'aaaaaaaa2', title: 'Two', extra: 'recursFrom: [aaaaaaaa1]\nreviewBy: 2026-02-01\n' }),
    )
    const { catalogue } = (await openAt()).shelf
    expect(shownBy(catalogue, 1).postmortems).toHaveLength(2)
    expect(shownBy(catalogue, 1).atHome).toBe(0)
    expect(shownBy(catalogue, 7).atHome).toBe(2)
    expect(recurrencesOf(catalogue, 'aaaaaaaa1').map(({ title }) => title)).toEqual(['Two'])
    expect(brokenLinks(catalogue).map(({ target }) => target)).toEqual(['nowhere0001', '/postmortems/nowhere'])
    expect(pastReview(catalogue, '2026-01-31')).toEqual([])
    expect(pastReview(catalogue, '2026-02-02').map(({ title }) => title)).toEqual(['Two'])
  })

  test('a link to a withdrawn postmortem is not broken: its address says what became of it', async () => {
    const withdrawn = 'withdrawn:\n  on: 2026-02-01\n  why: W\n'
    await put('postmortems/one.mdx', postmortem({ body: '<DocumentLink id="aaaaaaaa2" /> [y](/postmortems/two)' }))
    await put('postmortems/two.mdx', postmortem({ id: 'aaaaaaaa2', title: 'Two', extra: withdrawn }))
    const library = await openAt()
    expect(titles(library)).toEqual(['One'])
    expect(brokenLinks(library.shelf.catalogue)).toEqual([])
  })
})
