import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { getDocument, getFirstAuthor, getWithdrawn, listVersions } from '@/lib/library'
import { newPostmortem, openEmptyLibrary, people } from './fixtures'
import { keepUpload } from './images/upload'
import { publishPostmortem } from './publish'
import { getEditable, revisePostmortem } from './revise'
import { withdrawPostmortem } from './withdraw'

let contentDir = ''

beforeEach(async () => {
  ;({ contentDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

async function publish(title: string, body?: string) {
  const published = await publishPostmortem(people.ada, newPostmortem({ title }, body))
  if (!published.ok) throw new Error(published.problems[0]?.message)
  return published.id
}

/** What an editor sends that gives the page a title, and the address of that title. */
async function moving(id: string, title: string, body?: string) {
  const editable = await getEditable(people.cleo, id)
  const { version, fields } = editable
  return { id, version, why: 'Because', fields: { ...fields, title }, body: body ?? editable.body, newAddress: true }
}

async function move(id: string, title: string) {
  const revised = await revisePostmortem(people.ada, await moving(id, title))
  if (!revised.ok) throw new Error(JSON.stringify(revised))
  return revised.url
}

const find = (slug: string) => getDocument({ kind: 'postmortem', slug })
const filesOf = async () => (await git(contentDir, ['ls-tree', '-r', '--name-only', 'HEAD'])).trim().split('\n')
const commits = async () => Number(await git(contentDir, ['rev-list', '--count', 'HEAD']))
const picture = () =>
  sharp({ create: { width: 9, height: 9, channels: 3, background: '#c00' } })
    .png()
    .toBuffer()

test('a page moves to the address of its title, in one commit; the old one leads there, history and author stay', async () => {
  const id = await publish('Old title')
  expect(await move(id, 'New title')).toBe('/postmortems/new-title')
  expect(await filesOf()).toEqual(['postmortems/new-title.mdx'])
  expect(await commits()).toBe(2)
  const document = await find('old-title')
  expect(document).toMatchObject({ id, slug: 'new-title', title: 'New title', aliases: ['old-title'] })
  if (!document) throw new Error('gone')
  expect(await getFirstAuthor(document)).toBe('ada@example.org')
  expect((await listVersions(document)).map(({ subject }) => subject)).toEqual([
    'Change postmortem: New title',
    'Add postmortem: Old title',
  ])
})

test('without being asked a page stays where it is; a title that gives the address it has moves nothing', async () => {
  const id = await publish('Old title')
  await revisePostmortem(people.ada, { ...(await moving(id, 'New title')), newAddress: false })
  expect(await find('old-title')).toMatchObject({ slug: 'old-title', title: 'New title', aliases: [] })
  expect(await move(id, 'Old title')).toBe('/postmortems/old-title')
  expect(await filesOf()).toEqual(['postmortems/old-title.mdx'])
})

test('it moves also when nothing else changes, and back; what led to it leads to it', async () => {
  const id = await publish('First')
  await revisePostmortem(people.ada, { ...(await moving(id, 'Second')), newAddress: false })
  expect(await move(id, 'Second')).toBe('/postmortems/second')
  expect(await move(id, 'Third')).toBe('/postmortems/third')
  expect(await find('first')).toMatchObject({ slug: 'third', aliases: ['first', 'second'] })
  expect(await move(id, 'First')).toBe('/postmortems/first')
  expect(await find('third')).toMatchObject({ slug: 'first', aliases: ['second', 'third'] })
})

test('sent again after its answer was lost there is one move', async () => {
  const id = await publish('Old title')
  const input = await moving(id, 'New title', 'Another text.')
  const first = await revisePostmortem(people.ada, input)
  expect(first).toMatchObject({ ok: true, url: '/postmortems/new-title' })
  expect(await revisePostmortem(people.ada, input)).toEqual(first)
  expect(await commits()).toBe(2)
  expect(await find('new-title')).toMatchObject({ aliases: ['old-title'] })
})

test('a folder moves with all that is in it, and nothing is left behind', async () => {
  const input = newPostmortem({ title: 'Old title' })
  const { name } = await keepUpload(people.ada, input.key, picture)
  const published = await publishPostmortem(people.ada, { ...input, body: `![Peaks](./${name})` })
  if (!published.ok) throw new Error('refused')
  const figures = path.join(contentDir, 'postmortems/old-title/figures')
  await mkdir(figures)
  await writeFile(path.join(figures, 'loss.png'), await picture())
  await git(contentDir, ['add', '--all'])
  await git(contentDir, ['-c', 'user.name=T', '-c', 'user.email=t@example.org', 'commit', '--quiet', '-m', 'Figures'])
  const more = await keepUpload(people.ada, published.id, () =>
    sharp(figures + '/loss.png')
      .negate()
      .png()
      .toBuffer(),
  )
  const change = await moving(published.id, 'New title', `![Peaks](./${name}) ![More](./${more.name})`)
  expect(await revisePostmortem(people.ada, change)).toMatchObject({ ok: true, url: '/postmortems/new-title' })
  const moved = [name, more.name, 'figures/loss.png', 'index.mdx'].map((file) => `postmortems/new-title/${file}`)
  expect(await filesOf()).toEqual(moved.sort())
  expect(await commits()).toBe(3)
  expect(await git(contentDir, ['status', '--porcelain'])).toBe('')
  const tree = JSON.stringify((await find('old-title'))?.body.tree)
  expect(tree).toContain(`/files/postmortems/new-title/${name}`)
})

test('a page alone that moves and gets its first picture goes into a folder at its new address', async () => {
  const id = await publish('Old title')
  const { name } = await keepUpload(people.ada, id, picture)
  const change = await moving(id, 'New title', `![Peaks](./${name})`)
  const revised = await revisePostmortem(people.ada, change)
  expect(await filesOf()).toEqual([`postmortems/new-title/${name}`, 'postmortems/new-title/index.mdx'])
  expect(await revisePostmortem(people.ada, change)).toEqual(revised)
  expect(await commits()).toBe(2)
})

test('an address that another page has or had, a withdrawn page or a file that is not served is left to them', async () => {
  const other = await publish('Of another')
  await move(other, 'Of another today')
  const withdrawn = await publish('Withdrawn')
  await move(withdrawn, 'Withdrawn later')
  await withdrawPostmortem(people.cleo, { id: withdrawn, why: 'Wrong' })
  await writeFile(path.join(contentDir, 'postmortems/broken.mdx'), 'No front matter.\n')
  await mkdir(path.join(contentDir, 'postmortems/a-folder'))
  const id = await publish('Old title')
  for (const title of ['Of another', 'Of another today', 'Withdrawn', 'Withdrawn later', 'Broken', 'A folder']) {
    expect(await move(id, title)).toBe(`/postmortems/${title.toLowerCase().replaceAll(' ', '-')}-2`)
  }
  expect(await find('of-another')).toMatchObject({ id: other })
  expect(await getWithdrawn('withdrawn')).toMatchObject({ id: withdrawn })
  // A new page meets the same.
  await publish('Withdrawn')
  expect(await find('withdrawn-3')).toMatchObject({ title: 'Withdrawn' })
})

test('of two who move the same page at once one gets both texts, and there is one move', async () => {
  const id = await publish('Old title')
  const [mine, theirs] = [await moving(id, 'My title'), await moving(id, 'Their title')]
  const outcomes = await Promise.all([revisePostmortem(people.ada, mine), revisePostmortem(people.cleo, theirs)])
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
  const { url } = await getEditable(people.ada, id)
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ conflict: { base: {}, theirs: { url } } })
  expect(await commits()).toBe(2)
  expect(await filesOf()).toHaveLength(1)
})

test('two pages that move to one address at once get one each, and readers find them all the while', async () => {
  const ids = [await publish('One'), await publish('Two')]
  const inputs = [await moving(ids[0] ?? '', 'The same'), await moving(ids[1] ?? '', 'The same')]
  const changing = Promise.all(inputs.map((input) => revisePostmortem(people.ada, input)))
  const ended = changing.then(() => true)
  while (!(await Promise.race([ended, setTimeout(5, false)]))) expect(await find('one')).toBeDefined()
  const urls = (await changing).map((revised) => revised.ok && revised.url)
  expect(urls.sort()).toEqual(['/postmortems/the-same', '/postmortems/the-same-2'])
  expect(await find('one')).toMatchObject({ id: ids[0] })
  expect(await find('two')).toMatchObject({ id: ids[1] })
})

test('who may not change a page does not move it; a page that was changed since is not moved', async () => {
  const id = await publish('Old title')
  const input = await moving(id, 'New title')
  await expect(revisePostmortem(people.ben, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(revisePostmortem(undefined, input)).rejects.toMatchObject({ code: 'unauthenticated' })
  await revisePostmortem(people.ada, { ...(await moving(id, 'Old title', 'Changed.')), newAddress: false })
  expect(await revisePostmortem(people.ada, input)).toMatchObject({ ok: false, conflict: {} })
  expect(await filesOf()).toEqual(['postmortems/old-title.mdx'])
})

test('a text that moves and is written anew beside others like it keeps its history and its author', async () => {
  const filler = (word: string) =>
    Array.from({ length: 200 }, (_, at) => `The ${word} of day ${at} was ${word}.`).join('\n\n')
  const id = await publish('Old title', filler('loss'))
  await publishPostmortem(people.ben, newPostmortem({ title: 'Like it' }, filler('score')))
  const revised = await revisePostmortem(people.cleo, await moving(id, 'New title', filler('score')))
  expect(revised).toMatchObject({ ok: true })
  const document = await find('new-title')
  if (!document) throw new Error('gone')
  expect(await listVersions(document)).toHaveLength(2)
  expect(await getFirstAuthor(document)).toBe('ada@example.org')
})

test('a page keeps twenty older addresses, and is told so at the next', async () => {
  const id = await publish('Title 0')
  const file = path.join(contentDir, 'postmortems/title-0.mdx')
  const aliases = Array.from({ length: 20 }, (_, at) => `earlier-${at}`)
  const source = (await readFile(file, 'utf8')).replace('summary:', `aliases: [${aliases.join(', ')}]\nsummary:`)
  await writeFile(file, source)
  await expect(move(id, 'One too many')).rejects.toMatchObject({ code: 'invalid' })
  expect(await find('title-0')).toMatchObject({ slug: 'title-0' })
})
