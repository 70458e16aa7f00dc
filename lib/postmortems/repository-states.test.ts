import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { getDocument } from '@/lib/library'
import { newPostmortem, openEmptyLibrary, people } from './fixtures'
import { publishPostmortem } from './publish'
import { getEditable, revisePostmortem } from './revise'
import { tempsIn } from './temp-repository'

let contentDir = ''
let dataDir = ''

beforeEach(async () => {
  ;({ contentDir, dataDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

const team = ['-c', 'user.name=Team', '-c', 'user.email=team@example.org']
const run = (...args: string[]) => git(contentDir, [...team, ...args])
const put = (name: string, text: string) => writeFile(path.join(contentDir, name), text)
const state = async () => ({
  head: await git(contentDir, ['rev-parse', '--verify', '--quiet', 'HEAD']),
  index: await git(contentDir, ['ls-files', '--stage']),
  status: await git(contentDir, ['status', '--porcelain=v2', '--untracked-files=all']),
  files: await readdir(contentDir, { recursive: true }).then((names) =>
    names.filter((name) => !name.startsWith('.git')),
  ),
  data: (await readdir(dataDir)).filter((name) => name !== 'compiled'),
  temps: await tempsIn(contentDir),
})

async function published() {
  const page = await publishPostmortem(people.ada, newPostmortem())
  if (!page.ok) throw new Error('not published')
  return page
}

async function change(id: string, body: string) {
  const { version, fields } = await getEditable(people.ada, id)
  return { id, version, why: 'Because', fields, body }
}

/** A page, and a merge of two texts of another file that git could not bring together. */
async function inConflict() {
  await put('notes.txt', 'begin\n')
  await run('add', '--', 'notes.txt')
  await run('commit', '--quiet', '--message', 'Begin')
  const page = await published()
  await run('switch', '--quiet', '--create', 'side')
  await put('notes.txt', 'side\n')
  await run('commit', '--quiet', '--all', '--message', 'Side')
  await run('switch', '--quiet', '-')
  await put('notes.txt', 'main\n')
  await run('commit', '--quiet', '--all', '--message', 'Main')
  await expect(run('merge', 'side')).rejects.toThrow()
  return page
}

/** Publishes and changes; expects both to be refused in words, and nothing to be different afterwards. */
async function expectRefused(id: string, words: RegExp): Promise<void> {
  const before = await state()
  const refusal = { code: 'unavailable', message: expect.stringMatching(words) as string }
  await expect(publishPostmortem(people.ben, newPostmortem({ title: 'Another' }))).rejects.toMatchObject(refusal)
  await expect(revisePostmortem(people.ada, await change(id, 'Changed.'))).rejects.toMatchObject(refusal)
  expect(await state()).toEqual(before)
  expect(await getDocument({ id })).toMatchObject({ title: 'The score was too good' })
  expect(await getDocument({ kind: 'postmortem', slug: 'another' })).toBeUndefined()
}

describe('a merge that is not finished', () => {
  test('with files in conflict: refused with what to do, the merge stays, and works once it is done', async () => {
    const { id } = await inConflict()
    await expectRefused(id, /A merge is unfinished in the content folder\. Finish or abort it/)
    expect(await readFile(path.join(contentDir, 'notes.txt'), 'utf8')).toContain('<<<<<<<')
    await put('notes.txt', 'both\n')
    await run('add', '--', 'notes.txt')
    await expectRefused(id, /A merge is unfinished in the content folder\. Finish or abort it/)
    await run('commit', '--quiet', '--no-edit')
    expect(await git(contentDir, ['log', '-1', '--format=%p'])).toMatch(/^\w+ \w+\n$/)
    expect(await revisePostmortem(people.ada, await change(id, 'Changed.'))).toMatchObject({ ok: true })
  })

  test('of a cherry-pick it is the same', async () => {
    const { id } = await inConflict()
    await run('merge', '--abort')
    await expect(run('cherry-pick', 'side')).rejects.toThrow()
    await expectRefused(id, /unfinished in the content folder\. Finish or abort it/)
  })

  test('of a rebase it is the same', async () => {
    const { id } = await inConflict()
    await run('merge', '--abort')
    await expect(run('rebase', 'side')).rejects.toThrow()
    await expectRefused(id, /unfinished in the content folder\. Finish or abort it/)
  })
})

test('a detached HEAD: refused, since the next checkout would lose the page; what to do is said', async () => {
  const { id } = await published()
  await run('switch', '--quiet', '--detach')
  await expectRefused(id, /on no branch.*git switch/)
  await run('switch', '--quiet', 'main')
  expect(await revisePostmortem(people.ada, await change(id, 'Changed.'))).toMatchObject({ ok: true })
})

test('work that is staged and work that is not stay as they are, beside a new page and a changed one', async () => {
  const { id } = await published()
  await put('postmortems/half-done.mdx', 'not a page yet\n')
  await put('staged.txt', 'staged\n')
  await run('add', '--', 'staged.txt', 'postmortems/half-done.mdx')
  await put('staged.txt', 'changed again\n')
  await put('loose.txt', 'loose\n')
  const before = await git(contentDir, ['status', '--porcelain'])
  await publishPostmortem(people.ben, newPostmortem({ title: 'Another' }))
  expect(await revisePostmortem(people.ada, await change(id, 'Changed.'))).toMatchObject({ ok: true })
  expect(await git(contentDir, ['status', '--porcelain'])).toBe(before)
  expect(await git(contentDir, ['show', '--format=', '--name-only', 'HEAD', 'HEAD~1'])).not.toMatch(
    /staged|loose|half-done/,
  )
})

test('an uncommitted change of the same page is not overwritten: whoever has not seen it gets both texts', async () => {
  const { id } = await published()
  const unseen = await change(id, 'Changed on the site.')
  const file = path.join(contentDir, 'postmortems/the-score-was-too-good.mdx')
  await writeFile(file, (await readFile(file, 'utf8')).replace('It broke.', 'Changed by hand.'))
  await run('add', '--', 'postmortems')
  const before = await state()
  expect(await revisePostmortem(people.ada, unseen)).toMatchObject({
    conflict: { theirs: { body: expect.stringContaining('Changed by hand.') as string } },
  })
  expect(await state()).toEqual(before)
  expect(await revisePostmortem(people.ada, await change(id, 'Both.'))).toMatchObject({ ok: true })
  expect(await git(contentDir, ['status', '--porcelain'])).toBe('')
})

test('a bare folder becomes a repository with the first page, and what was in it stays uncommitted', async () => {
  const folder = path.join(contentDir, '..', 'bare')
  await mkdir(path.join(folder, 'postmortems'), { recursive: true })
  await writeFile(path.join(folder, 'notes.txt'), 'mine\n')
  Reflect.deleteProperty(globalThis, Symbol.for('twelvefold'))
  vi.stubEnv('CONTENT_DIR', folder)
  const { id } = await published()
  expect(await git(folder, ['status', '--porcelain'])).toBe('?? notes.txt\n')
  expect(await revisePostmortem(people.ada, await change(id, 'Changed.'))).toMatchObject({ ok: true })
  expect(await git(folder, ['log', '--format=%an'])).toBe('Ada\nAda\n')
})
