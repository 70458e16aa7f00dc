import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { compareVersion, getDocument, listVersions, refreshFile } from '@/lib/library'
import { openEmptyLibrary, people } from './fixtures'
import { listUploads } from './images/folder'
import { keepUpload } from './images/upload'
import { previewSource } from './preview'
import { getHistoryPlace, restoreVersion } from './restore'
import { getEditableSource, reviseSource, type SourceTexts } from './revise-source'

let contentDir = ''
const [lesson, toy] = ['lesson00000a', 'toyprob0000a']
const [lessonFile, toyFolder] = ['lessons/doubt.mdx', 'toy-problems/leak']

const head = (id: string, more: string) =>
  `---\nid: ${id}\ntitle: Doubt\nsummary: S.\nlessons: [1]\ncreated: 2026-11-01\n${more}\n---\n`
const lessonText = (text = 'Doubt it.') => `${head(lesson, 'number: 1\nclaim: C.')}\n## The claim\n\n${text}\n`

async function write(file: string, text: string): Promise<void> {
  const whole = path.join(contentDir, file)
  await mkdir(path.dirname(whole), { recursive: true })
  await writeFile(whole, text)
}

beforeEach(async () => {
  ;({ contentDir } = await openEmptyLibrary())
  await write(lessonFile, lessonText())
  await write(`${toyFolder}/index.mdx`, `${head(toy, 'minutes: 5\ndifficulty: 1\nlanguage: python')}\nFind it.\n`)
  for (const name of ['starter', 'checks', 'solution']) await write(`${toyFolder}/${name}.py`, `# ${name}\r\n`)
  await git(contentDir, ['add', '--all'])
  await git(contentDir, ['-c', 'user.name=T', '-c', 'user.email=t@example.org', 'commit', '--quiet', '-m', 'Content'])
  for (const file of [lessonFile, `${toyFolder}/index.mdx`]) await refreshFile(file)
})
afterEach(() => vi.unstubAllEnvs())

/** What an editor sends after changing texts. */
async function opened(id: string, change: (texts: SourceTexts) => Partial<SourceTexts>) {
  const { version, texts } = await getEditableSource(people.cleo, id)
  return { id, version, why: 'Because', texts: { ...texts, ...change(texts) } }
}

const edited = (text: string) => opened(lesson, ({ source }) => ({ source: source.replace('Doubt it.', text) }))
const commits = async () => Number(await git(contentDir, ['rev-list', '--count', 'HEAD']))

test('the pictures of a published change of a lesson are kept no longer', async () => {
  const upload = () =>
    sharp({ create: { width: 9, height: 9, channels: 3, background: '#c00' } })
      .png()
      .toBuffer()
  const { name } = await keepUpload(people.cleo, lesson, upload)
  expect(await listUploads(people.cleo.id)).toHaveLength(1)
  expect(await reviseSource(people.cleo, await edited(`![Peaks](./${name})`))).toMatchObject({ ok: true })
  expect(await listUploads(people.cleo.id)).toEqual([])
})

test('what leads to a toy problem now still does after an earlier version is restored', async () => {
  const aliases = ({ source }: SourceTexts) => ({ source: source.replace('summary:', 'aliases: [leaky]\nsummary:') })
  expect(await reviseSource(people.cleo, await opened(toy, aliases))).toMatchObject({ ok: true })
  const later = await opened(toy, ({ source }) => ({ source: source.replace('Find it.', 'Look.') }))
  expect(await reviseSource(people.cleo, later)).toMatchObject({ ok: true })
  const commit = (await listVersions({ path: `${toyFolder}/index.mdx` })).at(-1)?.commit ?? ''
  const { version } = await getEditableSource(people.cleo, toy)
  expect(await restoreVersion(people.cleo, { id: toy, commit, version })).toMatchObject({ ok: true })
  const { source } = (await getEditableSource(people.cleo, toy)).texts
  expect(source).toContain('Find it.')
  expect(await getDocument({ kind: 'toy-problem', slug: 'leaky' })).toMatchObject({ id: toy })
})

test('an admin changes a lesson, and the next request shows it; others may not', async () => {
  const input = await edited('Doubt everything.')
  for (const [person, code] of [
    [undefined, 'unauthenticated'],
    [people.dora, 'forbidden'],
    [people.ada, 'forbidden'],
  ] as const) {
    await expect(getEditableSource(person, lesson)).rejects.toMatchObject({ code })
    await expect(reviseSource(person, input)).rejects.toMatchObject({ code })
    await expect(previewSource(person, lesson, input.texts.source)).rejects.toMatchObject({ code })
  }
  expect(await reviseSource(people.cleo, input)).toMatchObject({ ok: true, url: '/lessons/doubt' })
  expect(JSON.stringify((await getDocument({ id: lesson }))?.body.sections)).toContain('Doubt everything.')
  expect(await git(contentDir, ['log', '-1', '--format=%an: %s / %b'])).toBe('Cleo: Change lesson: Doubt / Because\n\n')
})

test('a toy problem changes with its files in one commit; a file that says the same keeps every byte', async () => {
  const input = await opened(toy, ({ source }) => ({ source: `${source}\nMore.`, starter: '# begin\n', solution: '' }))
  expect(await reviseSource(people.cleo, input)).toMatchObject({ ok: true, id: toy })
  const changed = await git(contentDir, ['diff', '--name-only', 'HEAD^', 'HEAD'])
  expect(changed.trim().split('\n')).toEqual(['index.mdx', 'solution.py', 'starter.py'].map((f) => `${toyFolder}/${f}`))
  expect(await getDocument({ id: toy })).toMatchObject({
    files: { starter: '# begin\n', checks: '# checks\r\n', solution: '' },
  })
  const code = await opened(toy, () => ({ checks: '# other checks' }))
  expect(await reviseSource(people.cleo, code)).toMatchObject({ ok: true })
  expect(await git(contentDir, ['diff', '--name-only', 'HEAD^', 'HEAD'])).toBe(`${toyFolder}/checks.py\n`)
  expect(await getDocument({ id: toy })).toMatchObject({ files: { checks: '# other checks\n' } })
})

test('what may not be published comes back with its place, also in the preview; id and number stay', async () => {
  for (const [text, problem] of [
    [lessonText('One.\n\n<script>x</script>'), { line: 15 }],
    [lessonText().replace('claim: C.', 'claimed: C.'), { line: 8 }],
    [lessonText().replace(lesson, 'another00000'), { line: 2, field: 'id' }],
    [lessonText().replace('number: 1', 'number: 2'), { line: 7, field: 'number' }],
    ['No front matter.', { line: 1 }],
  ] as const) {
    const expected = { ok: false, problems: expect.arrayContaining([expect.objectContaining(problem)]) as unknown }
    expect(await reviseSource(people.cleo, await opened(lesson, () => ({ source: text })))).toMatchObject(expected)
    expect(await previewSource(people.cleo, lesson, text)).toMatchObject(expected)
  }
  const unmerged = await opened(toy, () => ({ checks: '<<<<<<< HEAD\n' }))
  expect(await reviseSource(people.cleo, unmerged)).toMatchObject({
    problems: [{ message: expect.stringContaining('In checks.py, line 1') as string }],
  })
  const picture = await edited('![A loss](./none.png)')
  expect(await reviseSource(people.cleo, picture)).toMatchObject({ ok: false, problems: [{ line: 13 }] })
  expect(await commits()).toBe(1)
})

test('the preview shows the whole text with its title', async () => {
  const preview = await previewSource(people.cleo, lesson, lessonText().replace('title: Doubt', 'title: Doubt more'))
  expect(preview).toMatchObject({ ok: true, title: 'Doubt more', summary: 'S.' })
  await expect(previewSource(people.cleo, 'nothere22222', 'x')).rejects.toMatchObject({ code: 'not-found' })
})

test('sent again after its answer was lost it changes nothing more, and unchanged it makes no commit', async () => {
  const input = await edited('Changed.')
  const first = await reviseSource(people.cleo, input)
  expect(await reviseSource(people.cleo, input)).toEqual(first)
  expect(await reviseSource(people.cleo, await opened(toy, () => ({})))).toMatchObject({ ok: true })
  expect(await commits()).toBe(2)
})

test('of two who change one version, be it in different files, one gets what the other wrote', async () => {
  const mine = await opened(toy, () => ({ starter: '# mine' }))
  const theirs = await opened(toy, () => ({ solution: '# theirs' }))
  const outcomes = await Promise.all([mine, theirs].map((input) => reviseSource(people.cleo, input)))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  const { version, texts } = await getEditableSource(people.cleo, toy)
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ conflict: { theirs: { version, texts } } })
  expect(await commits()).toBe(2)
})

test('a postmortem is not edited so, and there is nothing to edit at an unknown id', async () => {
  await expect(getEditableSource(people.cleo, 'nothere22222')).rejects.toMatchObject({ code: 'not-found' })
})

test('an admin restores an earlier version of a lesson, which keeps its number', async () => {
  await reviseSource(people.cleo, await edited('Changed.'))
  const document = await getDocument({ id: lesson })
  if (!document) throw new Error('gone')
  const commit = (await listVersions(document)).at(-1)?.commit ?? ''
  const input = { id: lesson, commit, version: document.version }
  await expect(restoreVersion(people.ada, input)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await restoreVersion(people.cleo, input)).toMatchObject({ ok: true })
  expect(await readFile(path.join(contentDir, lessonFile), 'utf8')).toBe(lessonText())
})

test('the history of a toy problem has what changed its code alone; restoring a version brings its code back', async () => {
  await reviseSource(people.cleo, await opened(toy, () => ({ starter: '# Begin here.\n' })))
  await reviseSource(
    people.cleo,
    await opened(toy, ({ source }) => ({ source: source.replace('Find it.', 'Find it all.') })),
  )
  const place = await getHistoryPlace(people.cleo, { kind: 'toy-problem', slug: 'leak' })
  if (!place) throw new Error('gone')
  const versions = await listVersions(place)
  const subject = 'Change toy problem: Doubt'
  expect(versions).toMatchObject([{ subject }, { subject }, { subject: 'Content' }])
  const [newest, second, first] = versions.map(({ commit }) => commit)
  expect(await compareVersion(place, newest ?? '')).toMatchObject({ isFirst: false, code: [] })
  const compared = await compareVersion(place, second ?? '')
  expect(compared?.body.flat().every((run) => run.in === 'both')).toBe(true)
  expect(compared?.code).toMatchObject([{ file: 'starter.py' }])
  expect(await compareVersion(place, first ?? '')).toMatchObject({ isFirst: true, code: [{}, {}, {}] })

  const input = { id: toy, commit: first ?? '', version: place.version }
  await expect(restoreVersion(people.ada, input)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await restoreVersion(people.cleo, input)).toMatchObject({ ok: true })
  expect((await getEditableSource(people.cleo, toy)).texts).toMatchObject({
    source: expect.stringContaining('Find it.') as string,
    starter: '# starter\n',
  })
  expect(await restoreVersion(people.cleo, input)).toMatchObject({ ok: true })
  expect(await restoreVersion(people.cleo, { ...input, commit: second ?? '' })).toMatchObject({
    ok: false,
    conflict: {},
  })
  expect(await listVersions(place)).toHaveLength(4)
})
