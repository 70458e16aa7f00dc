import { execFileSync } from 'node:child_process'
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

  test('every postmortem is marked as a public case and names its sources', () => {
    for (const { path: file, tags, sources } of documentsOf(catalogue, 'postmortem')) {
      expect(tags, file).toContain('public case')
      expect(sources.length, file).toBeGreaterThan(0)
    }
  })
})

const toys = readdirSync(path.join(contentDir, 'toy-problems'))

/** Runs the checks of a toy problem with this machine's Python, and returns how it ended and what it printed. */
function runChecks(slug: string, file: string): { passed: boolean; output: string } {
  const folder = path.join(contentDir, 'toy-problems', slug)
  try {
    const output = execFileSync('python3', ['lib/toys/run_checks.py', `${folder}/${file}`, `${folder}/checks.py`], {
      encoding: 'utf8',
      timeout: 60_000,
    })
    return { passed: true, output }
  } catch (error) {
    const { code, stdout } = error as { code?: string; stdout?: string }
    if (code === 'ENOENT')
      throw new Error(
        'The toy problems are written in Python and python3 is not on this machine. Install Python 3.9 or newer, then run npm test again.',
        { cause: error },
      )
    return { passed: false, output: stdout ?? '' }
  }
}

describe('the toy problems', () => {
  test.each(toys)('%s: what to write ends with its sentence', async (slug) => {
    const text = await readFile(path.join(contentDir, 'toy-problems', slug, 'index.mdx'), 'utf8')
    const functions = text.split('\n').filter((line) => /^- `\w+/.test(line))
    expect(functions.length).toBeGreaterThan(0)
    expect(functions.filter((line) => !/[.:)`]$/.test(line))).toEqual([])
  })

  test.each(toys)('%s: the solution passes every check', (slug) => {
    const { passed, output } = runChecks(slug, 'solution.py')
    expect(output).toMatch(/\d+ of \d+ checks pass/)
    expect(passed, output).toBe(true)
  })

  test.each(toys)('%s: the starter fails at least one check, and does not crash before them', (slug) => {
    const { passed, output } = runChecks(slug, 'starter.py')
    expect(output).toMatch(/\d+ of \d+ checks pass/)
    expect(passed, output).toBe(false)
  })
})
