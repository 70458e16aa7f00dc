import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fromHtml } from 'hast-util-from-html'
import { toString } from 'hast-util-to-string'
import { xml2js, type ElementCompact } from 'xml-js'
import { openLibraryAt } from '@/lib/library/shelf'
import { getFeed } from '.'
import { feedAddress, subjectAt } from './schema'

type Library = Awaited<ReturnType<typeof openLibraryAt>>

const opened = vi.hoisted((): { library: unknown } => ({ library: undefined }))
vi.mock('@/lib/config', () => ({ config: () => ({ siteUrl: 'https://learn.example.org' }) }))
vi.mock('@/lib/library/shelf', async (original) => ({
  ...(await original<typeof import('@/lib/library/shelf')>()),
  openShelf: () => Promise.resolve((opened.library as Library).shelf),
}))

let root: string
let library: Library

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'twelvefold-feeds-'))
  const place = { contentDir: path.join(root, 'content'), dataDir: path.join(root, 'data') }
  for (const folder of ['lessons', 'toy-problems', 'postmortems'])
    await mkdir(path.join(place.contentDir, folder), { recursive: true })
  opened.library = library = await openLibraryAt({ ...place, snapshot: new Map(), buildId: 'build' })
  await library.close()
})

afterEach(() => rm(root, { recursive: true, force: true }))

async function put(file: string, fields: Record<string, unknown>): Promise<void> {
  const kind = file.startsWith('lessons') ? { number: 7, claim: 'C' } : { severity: 'minor', happened: '2026' }
  const all = { title: 'T', summary: 'S', lessons: [7], created: '2026-01-01', ...kind, ...fields }
  const front = Object.entries(all).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
  await writeFile(path.join(library.shelf.contentDir, file), `---\n${front.join('')}---\n\nText.\n`)
  await library.refresh()
}

/** What a reader of feeds makes of one. */
async function read(address: string) {
  const { feed } = xml2js(await getFeed(address, 'The <site> &amp; more'), { compact: true }) as ElementCompact
  const { entry = [], ...head } = feed as ElementCompact
  return { head, entries: [entry].flat() as ElementCompact[] }
}

const textOf = (element: ElementCompact) => element._text
const htmlOf = (element: ElementCompact) => {
  expect(element._attributes?.type).toBe('html')
  return toString(fromHtml(String(element._cdata), { fragment: true }))
}
const titlesOf = async (address: string) =>
  (await read(address)).entries.map((entry) => htmlOf(entry.title as ElementCompact))

test('an entry says all there is to know of a document', async () => {
  await put('postmortems/one.mdx', {
    id: 'aaaaaaaa1',
    title: 'One',
    authors: ['Ada', 'Grace'],
    created: '2026-01-01',
    updated: '2026-02-03',
  })
  const { head, entries } = await read('/feed.xml')
  expect(head).toMatchObject({
    id: { _text: 'https://learn.example.org/feed.xml' },
    title: { _text: 'The <site> &amp; more' },
    updated: { _text: '2026-02-03T00:00:00.000Z' },
    author: { name: { _text: 'The <site> &amp; more' } },
    link: [
      { _attributes: { rel: 'alternate', href: 'https://learn.example.org/' } },
      { _attributes: { rel: 'self', href: 'https://learn.example.org/feed.xml' } },
    ],
  })
  expect(entries).toMatchObject([
    {
      id: { _text: 'urn:twelvefold:aaaaaaaa1' },
      link: { _attributes: { href: 'https://learn.example.org/postmortems/one' } },
      published: { _text: '2026-01-01T00:00:00.000Z' },
      updated: { _text: '2026-02-03T00:00:00.000Z' },
      author: [{ name: { _text: 'Ada' } }, { name: { _text: 'Grace' } }],
      category: { _attributes: { term: 'postmortem' } },
    },
  ])
})

test.each(['a < b && c > d', '<script>alert(1)</script>', ']]> <!-- &lt; &amp;amp;', '"quoted" ’s ü 😀'])(
  'a title, a summary and a name arrive as they were written: %s',
  async (text) => {
    await put('lessons/seven.mdx', { id: 'aaaaaaaa1', title: text, summary: text, authors: [text] })
    const [entry] = (await read('/feed.xml')).entries
    const { title, summary, author } = entry as Record<string, ElementCompact>
    expect([htmlOf(title ?? {}), htmlOf(summary ?? {})]).toEqual([text, text])
    expect(textOf(author?.name as ElementCompact)).toBe(text)
    expect(textOf((await read('/feed/lessons/7.xml')).head.title as ElementCompact)).toContain(text)
  },
)

test('what XML cannot hold is left out', async () => {
  const text = 'a\ufffeb'
  await put('postmortems/one.mdx', { id: 'aaaaaaaa1', title: text, summary: text, authors: [text] })
  expect(await titlesOf('/feed.xml')).toEqual(['ab'])
  expect(await getFeed('/feed.xml', 'A\u0001B')).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\ud800]/)
})

test('the newest comes first, by its last change; what came last of one day before the others', async () => {
  await put('postmortems/b.mdx', { id: 'aaaaaaaa1', title: 'old', created: '2026-01-01' })
  await put('postmortems/c.mdx', { id: 'aaaaaaaa2', title: 'revised', created: '2025-01-01', updated: '2026-03-01' })
  await put('postmortems/d.mdx', { id: 'aaaaaaaa3', title: 'new', created: '2026-02-01' })
  await put('postmortems/a.mdx', { id: 'aaaaaaaa4', title: 'newer', created: '2026-02-01' })
  expect(await titlesOf('/feed.xml')).toEqual(['revised', 'newer', 'new', 'old'])
})

test('a feed holds fifty, and what was written last is among them', async () => {
  for (let index = 10; index < 65; index++) await put(`postmortems/p${index}.mdx`, { id: `aaaaaaa${index}` })
  await put('postmortems/a.mdx', { id: 'bbbbbbbb1', title: 'the last' })
  const titles = await titlesOf('/feed/postmortems.xml')
  expect([titles.length, titles[0]]).toEqual([50, 'the last'])
})

test('a kind and a lesson have feeds of their own; a lesson’s has what shows it', async () => {
  await put('lessons/seven.mdx', { id: 'aaaaaaaa1', title: 'Seven' })
  await put('postmortems/one.mdx', { id: 'aaaaaaaa2', title: 'One', lessons: [3, 7] })
  await put('postmortems/two.mdx', { id: 'aaaaaaaa3', title: 'Two', lessons: [3] })
  expect(await titlesOf('/feed/lessons.xml')).toEqual(['Seven'])
  expect((await titlesOf('/feed/postmortems.xml')).sort()).toEqual(['One', 'Two'])
  expect((await titlesOf('/feed/lessons/7.xml')).sort()).toEqual(['One', 'Seven'])
  expect((await titlesOf('/feed/lessons/3.xml')).sort()).toEqual(['One', 'Two'])
  expect(textOf((await read('/feed/lessons/3.xml')).head.title as ElementCompact)).toMatch(/^Lesson 3 · /)
})

test('another title and another address leave the id as it is', async () => {
  await put('postmortems/one.mdx', { id: 'aaaaaaaa1' })
  const before = (await read('/feed.xml')).entries[0]?.id as unknown
  await rm(path.join(library.shelf.contentDir, 'postmortems/one.mdx'))
  await put('postmortems/new.mdx', { id: 'aaaaaaaa1', title: 'Renamed', aliases: ['one'] })
  expect((await read('/feed.xml')).entries[0]?.id).toEqual(before)
})

test('an empty feed is the same at every call', async () => {
  expect((await read('/feed/toy-problems.xml')).entries).toEqual([])
  expect(await getFeed('/feed/toy-problems.xml', 'S')).toBe(await getFeed('/feed/toy-problems.xml', 'S'))
})

test.each([
  '/feed/lessons/13.xml',
  '/feed/lessons/0.xml',
  '/feed/lessons/07.xml',
  '/feed/lessons/7',
  '/feed/lesson.xml',
  '/feed/posts.xml',
  '/feed/.xml',
  '/feed/postmortems/1.xml',
])('there is none at %s', async (address) => {
  await expect(getFeed(address, 'S')).rejects.toMatchObject({ code: 'not-found' })
})

test('an address and what it follows belong together', () => {
  for (const subject of [{}, { kind: 'toy-problem' }, { lesson: 12 }] as const)
    expect(subjectAt(feedAddress(subject))).toEqual(subject)
})
