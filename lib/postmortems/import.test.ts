import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { git } from '@/lib/git'
import { checkDocument } from '@/lib/library'
import { listImport, writeImport, type NewPage } from './import-files'
import { planImport } from './import-plan'
import { readKnown } from './known-postmortems'
import { ada, makeTempFolder, makeTempRepository, statusOf, type TempRepository } from './temp-repository'

let repository: TempRepository
let folder = ''

beforeEach(async () => {
  repository = await makeTempRepository()
  folder = await makeTempFolder()
})

const text = (title: string, body = 'Text.') => `---\ntitle: ${title}\nsummary: S\ndate: 2025-01-01\n---\n\n${body}\n`

async function put(name: string, content: string) {
  const file = path.join(folder, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, content)
  return file
}

async function planAll(places = [folder]) {
  const known = await readKnown(repository.contentDir)
  const plans = []
  for (const file of await listImport(places, '/')) plans.push(await planImport(file, { known, lessons: [7] }))
  return { known, plans }
}

async function importAll() {
  const { known, plans } = await planAll()
  const pages = plans.filter((plan): plan is NewPage => plan.state === 'new')
  const written = []
  for (const page of pages) written.push(await writeImport(page, { ...repository, author: ada, known }))
  return { plans, written }
}

test('a folder becomes pages that the checker accepts, each in a commit of its own', async () => {
  await put('a.md', text('One'))
  await put('deeper/b.mdx', text('Two', 'One<br>two, and <https://example.org>.'))
  const { written, plans } = await importAll()
  expect(written).toEqual(['postmortems/one.mdx', 'postmortems/two.mdx'])
  expect(plans[1]).toMatchObject({ report: { rewritten: expect.arrayContaining([expect.any(String)]) as unknown } })
  for (const file of written) {
    const source = await readFile(path.join(repository.contentDir, file))
    expect(await checkDocument(file, source)).toMatchObject({
      ok: true,
      document: { frontMatter: { created: '2025-01-01' } },
    })
  }
  const log = await git(repository.top, ['log', '-2', '--format=%an: %s'])
  expect(log).toBe('Ada Lovelace: Import postmortem: Two\nAda Lovelace: Import postmortem: One\n')
  expect(await statusOf(repository)).toEqual([])
})

test('the same folder again, under another name too, makes nothing', async () => {
  await put('a.md', text('One'))
  await importAll()
  await put('copy/of-a.md', text('One'))
  const { plans, written } = await importAll()
  expect(plans.map(({ state }) => state)).toEqual(['known', 'known'])
  expect(written).toEqual([])
})

test('two files of one text, and two tellings of one event, make one page', async () => {
  await put('a.md', text('One'))
  await put('b.md', text('One'))
  await put('c.md', text('ONE', 'Told by another.'))
  const { plans } = await planAll()
  expect(plans).toMatchObject([
    { state: 'new' },
    { state: 'known' },
    { state: 'refused', problems: [{ field: 'title', message: expect.stringContaining('a.md') as string }] },
  ])
})

test('a page of the same name keeps it', async () => {
  await put('a.md', text('Old'))
  await put('b.md', text('Other').replace('summary', 'slug: old\nsummary'))
  const { written, plans } = await importAll()
  expect(written).toEqual(['postmortems/old-2.mdx', 'postmortems/other.mdx'])
  expect(plans[1]).toMatchObject({ report: { left: ['address old is taken here'] } })
})

test('problems have the places of the file as it is', async () => {
  const bad = '[here](javascript:alert(1))'
  await put('a.md', text('One', `One.\n\n${bad}`))
  await put('2025-01-01-b.md', `# Two\r\n\r\nLong enough to be a summary of all that stands here.\r\n\r\n  ${bad}\r\n`)
  const { plans } = await planAll()
  expect(plans).toMatchObject([
    { state: 'refused', name: expect.stringContaining('b.md') as string, problems: [{ line: 5 }] },
    { state: 'refused', name: expect.stringContaining('a.md') as string, problems: [{ line: 9, column: 1 }] },
  ])
})

test('what readers cannot see is taken out, and that is said', async () => {
  await put('a.md', text('One', 'a\u0000b\u202ec'))
  const { plans } = await planAll()
  expect(plans).toMatchObject([
    {
      source: expect.stringContaining('\n\nabc\n') as string,
      report: { rewritten: ['Remove the character', 'Remove the character'] },
    },
  ])
})

test.each<[string, string | Buffer, RegExp]>([
  ['not UTF-8', Buffer.from([0x23, 0x20, 0xff, 0xfe]), /not UTF-8/],
  ['too large', 'x'.repeat(256 * 1024 + 1), /256 KB/],
  ['empty', '', /There is no/],
])('a file that is %s is refused with words', async (_, content, words) => {
  await writeFile(path.join(folder, 'a.md'), content)
  const { plans } = await planAll()
  expect(plans).toMatchObject([
    {
      state: 'refused',
      problems: expect.arrayContaining([
        expect.objectContaining({ message: expect.stringMatching(words) as string }),
      ]) as unknown,
    },
  ])
})

test('of a folder what is hidden, linked or about the folder stays out', async () => {
  const outside = path.join(await makeTempFolder(), 'secret.md')
  await writeFile(outside, text('Secret'))
  await put('a.md', text('One'))
  for (const name of ['README.md', '.hidden/b.md', 'node_modules/c.md', 'picture.png', 'LICENSE.md'])
    await put(name, text(name))
  await symlink(outside, path.join(folder, 'linked.md'))
  expect(
    (await listImport([folder, path.join(folder, 'a.md')], '/')).map(({ path: file }) => path.basename(file)),
  ).toEqual(['a.md'])
  await expect(listImport(['nowhere'], folder)).rejects.toMatchObject({ code: 'not-found' })
  await expect(listImport(['picture.png'], folder)).rejects.toMatchObject({ code: 'invalid' })
  expect((await listImport(['README.md'], folder)).map(({ name }) => name)).toEqual(['README.md'])
})

test('titles name files inside the folder of postmortems, whatever they say', async () => {
  const titles = ['"../../etc/passwd"', '"--output=x"', 'con', '"-rf *"', 'Ünïcödé']
  for (const [at, title] of titles.entries()) await put(`${at}.md`, text(title))
  const { written } = await importAll()
  expect(written).toHaveLength(titles.length)
  for (const file of written) expect(file).toMatch(/^postmortems\/[a-z0-9]+(-[a-z0-9]+)*\.mdx$/)
  expect(await readdir(repository.contentDir)).toEqual(['postmortems'])
})

const png = Buffer.from('89504e470d0a1a0a', 'hex')

test('pictures beside a file come with it, in the same commit and under names of their own', async () => {
  const body = `![Loss](./figures/Loss.png)\n\n![Again](figures/Loss.png)\n\n![b](b.png) ![c](c.png) ![d](d.png)`
  await put('a/one.md', text('One', body))
  for (const name of ['figures/Loss.png', 'b.png']) await put(`a/${name}`, '')
  for (const name of ['figures/Loss.png', 'b.png']) await writeFile(path.join(folder, 'a', name), png)
  await put('a/c.png', '<svg onload="alert(1)"/>')
  const { plans, written } = await importAll()
  expect(written).toEqual(['postmortems/one/index.mdx'])
  expect(plans).toMatchObject([
    {
      report: {
        took: expect.arrayContaining(['2 of its pictures']) as unknown,
        left: [
          'picture c.png: no PNG, JPEG, WebP or GIF by its bytes',
          'picture d.png: there is no such file beside it',
        ],
      },
    },
  ])
  const page = path.join(repository.contentDir, 'postmortems/one')
  expect((await readdir(page)).sort()).toEqual(['b.png', 'figures-loss.png', 'index.mdx'])
  expect(await readFile(path.join(page, 'figures-loss.png'))).toEqual(png)
  const source = await readFile(path.join(page, 'index.mdx'), 'utf8')
  expect(source).toContain('![Loss](figures-loss.png)\n\n![Again](figures-loss.png)\n\n![b](b.png)')
  expect(await git(repository.top, ['log', '-1', '--format=', '--name-only'])).toContain('figures-loss.png')
  expect(await statusOf(repository)).toEqual([])
})

test('of two files with the same old address the first one gets it', async () => {
  for (const name of ['One', 'Two'])
    await put(`${name}.md`, text(name).replace('summary: S', 'summary: S\nslug: outage'))
  const { plans } = await planAll()
  expect(plans).toMatchObject([
    { source: expect.stringContaining('outage') as string, report: { left: [] } },
    {
      source: expect.not.stringContaining('outage') as string,
      report: { left: ['address outage is taken here'] },
    },
  ])
})

test('a picture behind a linked folder stays out', async () => {
  const outside = await makeTempFolder()
  await writeFile(path.join(outside, 'secret.png'), png)
  await put('a/one.md', text('One', '![s](figures/secret.png)'))
  await symlink(outside, path.join(folder, 'a/figures'))
  const { plans, written } = await importAll()
  expect(plans).toMatchObject([{ report: { left: ['picture figures/secret.png: there is no such file beside it'] } }])
  expect(written).toEqual(['postmortems/one.mdx'])
})

test('a picture that is a link to a file elsewhere stays out', async () => {
  await writeFile(path.join(folder, 'secret.png'), png)
  await put('a/one.md', text('One', '![s](s.png)'))
  await symlink(path.join(folder, 'secret.png'), path.join(folder, 'a/s.png'))
  const { plans, written } = await importAll()
  expect(plans).toMatchObject([{ report: { left: ['picture s.png: there is no such file beside it'] } }])
  expect(written).toEqual(['postmortems/one.mdx'])
})
