import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { hashOf } from './check'
import { getFirstAuthor } from './first-author'
import { listVersions } from './history'
import { getMarkdown } from './versions'

const shelf = vi.hoisted(() => ({ contentDir: '' }))
vi.mock('./shelf', () => ({ openShelf: () => Promise.resolve(shelf) }))

const front = '---\ntitle: One\n---\n'
const file = 'postmortems/one.mdx'

beforeEach(async () => {
  shelf.contentDir = path.join(await mkdtemp(path.join(tmpdir(), 'twelvefold-versions-')), 'content')
  await mkdir(path.join(shelf.contentDir, 'postmortems'), { recursive: true })
})

afterEach(async () => {
  await rm(path.dirname(shelf.contentDir), { recursive: true, force: true })
})

async function put(body: string, name = file): Promise<string> {
  await writeFile(path.join(shelf.contentDir, name), front + body)
  return hashOf(front + body)
}

async function commit(name = 'ada'): Promise<void> {
  const identity = ['-c', `user.name=${name}`, '-c', `user.email=${name}@example.org`]
  await git(shelf.contentDir, ['add', '--all', '--', '.'])
  await git(shelf.contentDir, [...identity, 'commit', '--quiet', '-m', 'Change'])
}

test('finds the text served, and those that git has, without front matter', async () => {
  await git(shelf.contentDir, ['init', '--quiet'])
  const first = await put('First.\n')
  await commit()
  const second = await put('Second: ä.\n')
  await commit()
  const third = await put('Not committed yet.\n')
  const at = (version: string) => getMarkdown({ path: file, version: third }, version)
  expect(await Promise.all([first, second, third].map(at))).toEqual([
    'First.\n',
    'Second: ä.\n',
    'Not committed yet.\n',
  ])
  expect(await at('abc')).toBeUndefined()
})

test('follows a file that was renamed', async () => {
  await git(shelf.contentDir, ['init', '--quiet'])
  const first = await put('One long text that stays as it is.\n')
  await commit()
  const moved = 'postmortems/two.mdx'
  await rename(path.join(shelf.contentDir, file), path.join(shelf.contentDir, moved))
  await commit()
  const version = await put('One long text that stays as it was.\n', moved)
  expect(await getMarkdown({ path: moved, version }, first)).toBe('One long text that stays as it is.\n')
})

test('knows the served text alone where there is no repository', async () => {
  const version = await put('Only this.\n')
  expect(await getMarkdown({ path: file, version }, version)).toBe('Only this.\n')
  expect(await getMarkdown({ path: file, version }, 'abc')).toBeUndefined()
})

test('does not give another text for the one that was asked for', async () => {
  const version = await put('Before.\n')
  await put('Changed a moment ago.\n')
  expect(await getMarkdown({ path: file, version }, version)).toBeUndefined()
})

test('asks git again after it has failed', async () => {
  await git(shelf.contentDir, ['init', '--quiet'])
  const first = await put('First.\n')
  await commit()
  const version = await put('Second.\n')
  const settings = path.join(shelf.contentDir, '.git', 'config')
  await rename(settings, `${settings}.away`)
  await writeFile(settings, '[core')
  await expect(getMarkdown({ path: file, version }, first)).rejects.toMatchObject({ code: 'unavailable' })
  await rename(`${settings}.away`, settings)
  expect(await getMarkdown({ path: file, version }, first)).toBe('First.\n')
})

test('a new text that resembles another has a past and an author of its own', async () => {
  await git(shelf.contentDir, ['init', '--quiet'])
  const text = (id: string) => `---\nid: ${id}\ntitle: One\n---\nOne long text that stays as it is.\n`
  await writeFile(path.join(shelf.contentDir, file), text('one'))
  await commit()
  const copy = 'postmortems/two.mdx'
  await writeFile(path.join(shelf.contentDir, copy), text('two'))
  await commit('ben')
  expect(await listVersions({ path: copy })).toHaveLength(1)
  expect(await getFirstAuthor({ id: 'two', path: copy })).toBe('ben@example.org')
  expect(await getMarkdown({ path: copy, version: 'gone' }, hashOf(text('one')))).toBeUndefined()
})

test.each([
  ['that resembles what goes in the same commit', 'postmortems/two.mdx'],
  ['under the name of one that went', file],
])('a document %s is no version of it', async (_, name) => {
  await git(shelf.contentDir, ['init', '--quiet'])
  const text = (id: string) => `---\nid: ${id}\ntitle: One\n---\nOne long text that stays as it is.\n`
  await writeFile(path.join(shelf.contentDir, file), text('one'))
  await commit()
  await rm(path.join(shelf.contentDir, file))
  if (name === file) await commit()
  await writeFile(path.join(shelf.contentDir, name), text('another'))
  await commit('ben')
  expect(await getFirstAuthor({ id: 'another', path: name })).toBe('ben@example.org')
  expect(await listVersions({ path: name })).toHaveLength(1)
})

test('what was removed and came back has all of its past', async () => {
  await git(shelf.contentDir, ['init', '--quiet'])
  const text = '---\nid: one\n---\nOne long text.\n'
  await writeFile(path.join(shelf.contentDir, file), text)
  await commit()
  await rm(path.join(shelf.contentDir, file))
  await commit('ben')
  await writeFile(path.join(shelf.contentDir, file), `${text}And more.\n`)
  await commit('ben')
  expect(await listVersions({ path: file })).toHaveLength(2)
  expect(await getFirstAuthor({ id: 'one', path: file })).toBe('ada@example.org')
})
