import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { newCatalogue, putDocument, type Catalogue } from './catalogue'
import { checkDocument } from './check'
import { checkFolder } from './check-folder'
import { parseFileName } from './file-name'
import { listContent } from './folder'
import { brokenLinks, documentsOf, shownBy } from './relations'
import { toDocument } from './to-document'

const contentDir = path.resolve('content')

/** The titles of the article "12 Things I Learned During My First Year as a Machine Learning Engineer". */
const titles = [
  'It’s always about the data',
  'Communication problems are harder than technical problems',
  'Stable > state of the art (generally)',
  'Two gaps in machine learning',
  '20% time',
  '1 in 10 papers get read, less get used',
  'Be your own biggest sceptic',
  'The toy problem first thing works',
  'The rubber duck',
  'Models built from scratch are declining (or at least you don’t need them to start)',
  'Math or code?',
  'The work you did last year will probably be void next year',
]

const lessonSections = [
  'The claim, and why it holds',
  'What it looks like when a team forgets',
  'How to do it',
  'A worked example',
  'Try it',
  'What happened',
  'Check yourself',
]

async function load(): Promise<Catalogue> {
  const catalogue = newCatalogue()
  for (const { path: file } of (await listContent(contentDir)).files) {
    const name = parseFileName(file)
    const checked = await checkDocument(file, await readFile(path.join(contentDir, file)))
    if (!checked.ok || !name) throw new Error(`${file}: ${JSON.stringify(checked.ok ? 'name' : checked.problems)}`)
    const { frontMatter: fields, body } = checked.document
    const files = name.kind === 'toy-problem' ? { starter: '', checks: '', solution: '' } : undefined
    putDocument(catalogue, toDocument({ path: file, name, version: file, hash: file, fields, body, files }))
  }
  return catalogue
}

describe('the content that ships', () => {
  let catalogue: Catalogue
  beforeAll(async () => {
    catalogue = await load()
  })

  test('every document passes the checker, and every link and id resolves', async () => {
    const { refusals, problems, broken } = await checkFolder(contentDir, { compile: true, fix: false })
    expect({ refusals, problems, broken }).toEqual({ refusals: [], problems: [], broken: [] })
    expect(brokenLinks(catalogue)).toEqual([])
    expect([...catalogue.problems.values()]).toEqual([])
  })

  test('twelve lessons, numbered 1 to 12, with the titles of the article', () => {
    expect(documentsOf(catalogue, 'lesson').map(({ number, title }) => [number, title])).toEqual(
      titles.map((title, index) => [index + 1, title]),
    )
  })

  test.each(titles.map((_, index) => index + 1))(
    'lesson %i is complete, and has a problem and a postmortem at home',
    (number) => {
      const lesson = documentsOf(catalogue, 'lesson')[number - 1]
      expect(lesson?.body.headings.filter(({ depth }) => depth === 2).map(({ text }) => text)).toEqual(lessonSections)
      expect(lesson?.body.words).toBeGreaterThan(800)
      expect(lesson?.sources.length).toBeGreaterThan(0)
      const { toyProblems, postmortems } = shownBy(catalogue, number)
      expect(toyProblems.filter(({ lessons }) => lessons[0] === number).length).toBeGreaterThan(0)
      expect(postmortems.filter(({ lessons }) => lessons[0] === number).length).toBeGreaterThan(0)
    },
  )

  test.each([
    ['leakage', 'leakage-across-17-fields', 'leakage-detective'],
    ['label quality', 'wrong-labels-in-test-sets', 'label-noise-vs-bigger-model'],
    ['train-serve skew', 'eye-model-meets-thai-clinics', 'serving-skew'],
    ['evaluation', 'google-flu-trends', 'best-of-many'],
    ['feedback loop', 'microsoft-tay', 'loudest-users'],
  ])('%s: the case %s has the toy problem %s, and shows it in its text', (failure, slug, toySlug) => {
    const postmortem = documentsOf(catalogue, 'postmortem').find((one) => one.slug === slug)
    const toy = documentsOf(catalogue, 'toy-problem').find((one) => one.slug === toySlug)
    expect(postmortem?.failureClass).toContain(failure)
    expect(postmortem?.toy).toBe(toy?.id)
    expect(postmortem?.body.links).toContainEqual(expect.objectContaining({ kind: 'document', id: toy?.id }))
  })

  test('every postmortem is marked as a public case and names its sources', () => {
    for (const { path: file, tags, sources } of documentsOf(catalogue, 'postmortem')) {
      expect(tags, file).toContain('public case')
      expect(sources.length, file).toBeGreaterThan(0)
    }
  })
})

const toys = readdirSync(path.join(contentDir, 'toy-problems'))

describe('the toy problems', () => {
  test.each(toys)('%s: what to write ends with its sentence', async (slug) => {
    const text = await readFile(path.join(contentDir, 'toy-problems', slug, 'index.mdx'), 'utf8')
    const functions = text.split('\n').filter((line) => /^- `\w+/.test(line))
    expect(functions.length).toBeGreaterThan(0)
    expect(functions.filter((line) => !/[.:)`]$/.test(line))).toEqual([])
  })
})
