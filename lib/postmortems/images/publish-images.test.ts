import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { getDocument, getFirstAuthor, getMarkdown, listDocuments } from '@/lib/library'
import { newPostmortem, openEmptyLibrary, people } from '../fixtures'
import { previewBody } from '../preview'
import { publishPostmortem } from '../publish'
import { getEditable, revisePostmortem } from '../revise'
import { reinstatePostmortem, withdrawPostmortem } from '../withdraw'
import { keepUpload } from './upload'

let contentDir = ''
let dataDir = ''

beforeEach(async () => {
  ;({ contentDir, dataDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

const picture = (background = '#c00') =>
  sharp({ create: { width: 9, height: 9, channels: 3, background } })
    .png()
    .toBuffer()

const slug = 'the-score-was-too-good'
const filesOf = async () => (await git(contentDir, ['ls-tree', '-r', '--name-only', 'HEAD'])).trim().split('\n')
const served = async (id: string) => JSON.stringify((await getDocument({ id }))?.body.tree)

async function publishPlain(body?: string) {
  const published = await publishPostmortem(people.ada, newPostmortem({}, body))
  if (!published.ok) throw new Error(published.problems[0]?.message)
  return published.id
}

/** Nobody who reads the page meanwhile may be told that it is gone. */
async function whileReading<T>(read: () => Promise<unknown>, changing: Promise<T>): Promise<T> {
  const ended = changing.then(
    () => true,
    () => true,
  )
  while (!(await Promise.race([ended, read().then(() => false)])));
  return changing
}

async function opened(id: string, body: (before: string) => string) {
  const { version, fields, body: before } = await getEditable(people.cleo, id)
  return { id, version, why: 'Because', fields, body: body(before) }
}

test('a body with pictures is published in a folder with them, in one commit; sent again it is the same', async () => {
  const input = newPostmortem()
  const { name } = await keepUpload(people.ada, input.key, picture)
  const body = `It broke.\n\n![Two peaks](./${name})\n\n<Figure src="${name}" alt="Once more" caption="C" />`
  const preview = await previewBody(people.ada, body, input.key)
  expect(JSON.stringify(preview)).toContain(`/api/images/${input.key}/${name}`)
  const published = await publishPostmortem(people.ada, { ...input, body })
  if (!published.ok) throw new Error(published.problems[0]?.message)
  expect(published.url).toBe(`/postmortems/${slug}`)
  expect(await filesOf()).toEqual([`postmortems/${slug}/${name}`, `postmortems/${slug}/index.mdx`])
  expect(await git(contentDir, ['rev-list', '--count', 'HEAD'])).toBe('1\n')
  expect(await served(published.id)).toContain(`/files/postmortems/${slug}/${name}`)
  expect(existsSync(path.join(dataDir, 'uploads/u-ada', input.key))).toBe(false)
  expect(await publishPostmortem(people.ada, { ...input, body })).toEqual({ ...published, isNew: false })
})

test('a picture that is not there has its place, and nothing is published', async () => {
  const input = newPostmortem()
  const { name } = await keepUpload(people.ben, input.key, picture)
  for (const file of [name, 'loss.png']) {
    const outcome = await publishPostmortem(people.ada, { ...input, body: `One.\n\nTwo ![peaks](./${file})` })
    expect(outcome).toMatchObject({ ok: false, problems: [{ line: 3, column: 5 }] })
  }
  expect(await listDocuments('postmortem')).toHaveLength(0)
})

test('a picture that says nothing to those who do not see it is refused in words', async () => {
  const input = newPostmortem()
  const { name } = await keepUpload(people.ada, input.key, picture)
  const outcome = await publishPostmortem(people.ada, { ...input, body: `![](./${name})` })
  expect(outcome).toMatchObject({
    problems: [{ line: 1, message: expect.stringContaining('Say what the picture') as string }],
  })
})

test('a page that gets its first picture moves into a folder, with its address, its author and its history', async () => {
  const id = await publishPlain()
  const before = await getDocument({ id })
  if (!before) throw new Error('not published')
  await writeFile(path.join(contentDir, 'postmortems/old.png'), await picture('#00c'))
  const { name } = await keepUpload(people.cleo, id, picture)
  const input = await opened(id, () => `Entirely new words.\n\n![New](${name})\n\n![Old](./old.png)`)
  const revised = await revisePostmortem(people.cleo, input)
  expect(revised).toMatchObject({ ok: true, id, url: `/postmortems/${slug}` })
  expect(await filesOf()).toEqual([name, 'index.mdx', 'old.png'].map((file) => `postmortems/${slug}/${file}`))
  const after = await getDocument({ id })
  expect(after).toMatchObject({ path: `postmortems/${slug}/index.mdx`, slug })
  expect(await served(id)).toContain(`/files/postmortems/${slug}/${name}`)
  expect(await git(contentDir, ['rev-list', '--count', 'HEAD'])).toBe('2\n')
  expect(after && (await getFirstAuthor(after))).toBe('ada@example.org')
  expect(after && (await getMarkdown(after, before.version))).toContain('It broke.')
  expect(await revisePostmortem(people.cleo, input)).toEqual(revised)
  expect(await git(contentDir, ['rev-list', '--count', 'HEAD'])).toBe('2\n')
})

test('a page in a folder gets another picture beside it', async () => {
  const input = newPostmortem()
  const { name } = await keepUpload(people.ada, input.key, picture)
  const published = await publishPostmortem(people.ada, { ...input, body: `![Two peaks](./${name})` })
  if (!published.ok) throw new Error(published.problems[0]?.message)
  const { id } = published
  const more = await keepUpload(people.ada, id, () => picture('#0c0'))
  const revised = await revisePostmortem(people.ada, await opened(id, (body) => `${body}\n\n![Three](./${more.name})`))
  expect(revised).toMatchObject({ ok: true })
  expect((await readdir(path.join(contentDir, 'postmortems', slug))).sort()).toEqual(
    [name, more.name, 'index.mdx'].sort(),
  )
  const missing = await opened(id, (body) => `${body}\n\n![Four](./four.png)`)
  expect(await revisePostmortem(people.ada, missing)).toMatchObject({ ok: false, problems: [{ line: 5 }] })
})

test('the pictures of a published change are kept no longer, those of one that is refused are', async () => {
  const id = await publishPlain()
  const { name } = await keepUpload(people.cleo, id, picture)
  const uploads = path.join(dataDir, 'uploads/u-cleo', id)
  const refused = await opened(id, () => `![New](${name}) ![Missing](./missing.png)`)
  expect(await revisePostmortem(people.cleo, refused)).toMatchObject({ ok: false })
  expect(existsSync(uploads)).toBe(true)
  const input = await opened(id, () => `![New](${name})`)
  const revised = await revisePostmortem(people.cleo, input)
  expect(revised).toMatchObject({ ok: true })
  expect(existsSync(uploads)).toBe(false)
  expect(await revisePostmortem(people.cleo, input)).toEqual(revised)
})

test('a small change of a page leaves the pictures of a draft that somebody is writing for it', async () => {
  const id = await publishPlain()
  await keepUpload(people.cleo, id, picture)
  await withdrawPostmortem(people.cleo, { id, why: 'Wrong' })
  await reinstatePostmortem(people.cleo, id)
  expect(existsSync(path.join(dataDir, 'uploads/u-cleo', id))).toBe(true)
})

test('of two who add the first picture at once one moves the page, and the other gets both texts', async () => {
  const id = await publishPlain()
  const inputs = []
  for (const [person, colour] of [
    [people.ada, '#111'],
    [people.cleo, '#222'],
  ] as const) {
    const { name } = await keepUpload(person, id, () => picture(colour))
    inputs.push([person, await opened(id, () => `${person.name}: ![A picture](./${name})`)] as const)
  }
  const changing = Promise.all(inputs.map(([person, input]) => revisePostmortem(person, input)))
  const outcomes = await whileReading(() => getEditable(people.cleo, id), changing)
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ conflict: { base: { body: expect.any(String) as string } } })
  const text = await readFile(path.join(contentDir, `postmortems/${slug}/index.mdx`), 'utf8')
  expect(text.match(/A picture/g)).toHaveLength(1)
  expect(await filesOf()).toHaveLength(2)
})
