import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { documentOf, sourceOf } from './fixtures'
import { createSearch } from './search'
import { checkSynonyms, followSynonyms, readSynonyms } from './synonyms'

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-synonyms-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))
const write = (text: string) => writeFile(path.join(folder, 'synonyms.yaml'), text)

describe('readSynonyms', () => {
  test('reads ways to say one thing, as the index has them', () => {
    expect(readSynonyms('- leaks = leakage\n- PSI = population stability index = the PSI index')).toEqual({
      ok: true,
      groups: [
        [['leak'], ['leakag']],
        [['psi'], ['popul', 'stabil', 'index'], ['psi', 'index']],
      ],
    })
    for (const nothing of ['', '# Nothing yet\n', '---\n', 'null', '[]'])
      expect(readSynonyms(nothing)).toEqual({ ok: true, groups: [] })
  })

  test.each([
    ['leak: leakage', [[1, 1]]],
    ['- leak', [[1, 3]]],
    ['# Ours\n- leak =', [[2, 3]]],
    [
      '- a1 = b1\n- = x\n- c1 = d1\n- y',
      [
        [2, 3],
        [4, 3],
      ],
    ],
    ['- [a, b]', [[1, 3]]],
    ['- "the = a"', [[1, 3]]],
    ['- 12', [[1, 3]]],
    [
      '-\n- a: b = c',
      [
        [1, 2],
        [2, 3],
      ],
    ],
    ['*x', [[1, 1]]],
    ['- a1 = b1\n- *x', [[2, 3]]],
    ['- "a', [[1, 5]]],
  ])('refuses %j with words and places', (text, places) => {
    expectPlaces(text, places)
  })

  test('refuses what is too long, too much and too large', () => {
    expectPlaces(`- ${'x'.repeat(501)} = y`, [[1, 3]])
    expectPlaces(Array.from({ length: 1002 }, (_, index) => `- a${index} = b${index}`).join('\n'), [[1001, 3]])
    expectPlaces(`- ${Array.from({ length: 21 }, (_, index) => `a${index}`).join(' = ')}`, [[1, 3]])
    expectPlaces('x'.repeat(65 * 1024), [[1, 1]])
  })

  function expectPlaces(text: string, places: number[][]): void {
    const read = readSynonyms(text)
    const problems = read.ok ? [] : read.problems
    expect(problems.map(({ line, column }) => [line, column])).toEqual(places)
    for (const { message } of problems) expect(message).toMatch(/\w.*\.$/)
  }
})

describe('checkSynonyms', () => {
  const file = () => path.join(folder, 'synonyms.yaml')
  const messages = async () => (await checkSynonyms(folder)).map(({ line, message }) => `${line} ${message}`)

  test('finds nothing in a good file, and nothing where there is none', async () => {
    expect(await messages()).toEqual([])
    await write('- leak = leakage')
    expect(await messages()).toEqual([])
  })

  test('names every line that is none', async () => {
    await write('- leak = leakage\n- drift\n- = skew\n')
    expect(await messages()).toEqual([
      '2 ‘drift’ is not of the form `leak = leakage`.',
      '3 ‘= skew’ is not of the form `leak = leakage`.',
    ])
  })

  test('reads no link, no folder and nothing that is no text, and says so', async () => {
    await symlink('/etc/hostname', file())
    expect(await messages()).toEqual(['1 It is a symbolic link. Put the file itself here.'])
    await rm(file())
    await mkdir(file())
    expect(await messages()).toEqual(['1 It is not a file.'])
    await rm(file(), { recursive: true })
    await writeFile(file(), Buffer.from([0x2d, 0x20, 0xff, 0xfe]))
    expect(await messages()).toEqual(['1 It is not UTF-8. Save it with that encoding.'])
  })
})

test('a link that leads round in a circle stops no search', async () => {
  await symlink('synonyms.yaml', path.join(folder, 'synonyms.yaml'))
  const report = vi.fn()
  const { search } = createSearch(
    sourceOf(documentOf({ id: 'one', text: 'Leakage.' })).listChanges,
    followSynonyms(folder, report),
  )
  for (let asked = 0; asked < 2; asked++) expect((await search({ q: 'leakage' })).total).toBe(1)
  expect(report.mock.calls).toEqual([[expect.stringContaining('synonyms.yaml:1:1: It is a symbolic link')]])
})

test('a search takes up the file from the next query on, and keeps the last good one', async () => {
  const report = vi.fn()
  const documents = [
    documentOf({ id: 'short', text: 'The PSI rose.' }),
    documentOf({ id: 'long', text: 'The population stability index rose.' }),
    documentOf({ id: 'other', text: 'A population of users.' }),
  ]
  const { search } = createSearch(sourceOf(...documents).listChanges, followSynonyms(folder, report))
  const ids = async (q: string) => (await search({ q })).hits.map(({ id }) => id)
  expect(await ids('psi ')).toEqual(['short'])
  await write('- PSI = population stability index')
  expect((await ids('psi ')).slice(0, 2).sort()).toEqual(['long', 'short'])
  expect((await ids('population stability index ')).slice(0, 2).sort()).toEqual(['long', 'short'])
  await write('nonsense')
  expect(await ids('psi ')).toContain('long')
  expect(await ids('psi ')).toContain('long')
  expect(report.mock.calls).toEqual([[expect.stringContaining('must be a list of lines')]])
  await rm(path.join(folder, 'synonyms.yaml'))
  expect(await ids('psi ')).toEqual(['short'])
})
