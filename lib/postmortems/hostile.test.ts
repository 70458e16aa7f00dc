import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { git } from '@/lib/git'
import { checkInWorker, getDocument, listDocuments } from '@/lib/library'
import { openEmptyLibrary, people } from './fixtures'
import { listImport, writeImport } from './import-files'
import { planImport, type Planned } from './import-plan'
import { readKnown } from './known-postmortems'
import { inBody } from './places'
import { publishPostmortem } from './publish'
import type { SubmissionProblem } from './answer-schema'
import { readFile as readWhole, readNew } from './submission'
import { ada, makeTempFolder } from './temp-repository'
import { toFields, toSource } from './to-source'

const folder = path.resolve('../shared/data/hostile')
const isThere = existsSync(folder)
if (!isThere) console.warn(`The hostile inputs are not at ${folder}; their tests are skipped.`)

const read = (name: string) => (isThere ? readFileSync(path.join(folder, name), 'utf8') : '')
const json = <T>(name: string): T[] => (isThere ? (JSON.parse(read(name)) as T[]) : [])
const lines = (name: string) => read(name).split('\n').filter(Boolean)
/** Every so many of a large collection, so that a run takes a minute and not an hour. */
const every = <T>(step: number, all: T[]) => all.filter((_, at) => at % step === 0)

const fields = { title: 'T', summary: 'S', lessons: [7], severity: 'minor', happened: '2026-11-02' }
const key = () => crypto.randomUUID()
const mostMilliseconds = 4000

const recipes = json<{ name: string; parts: [string, number][] }>('pathological/recipes.json').map(({ parts }) => {
  const size = parts.reduce((sum, [text, times]) => sum + text.length * times, 0)
  const scale = Math.min(1, 250_000 / size)
  return parts.map(([text, times]) => text.repeat(Math.max(1, Math.floor(times * scale)))).join('')
})
const ofExamples = (name: string) => json<{ markdown: string }>(name).map(({ markdown }) => markdown)
const real = isThere ? readdirSync(path.join(folder, 'postmortems')).filter((name) => name.endsWith('.md')) : []

/** All recipes, MDX inputs, regressions and real postmortems; a third of the strings; samples of the rest. */
const bodies: [string, string[]][] = [
  ['all 19 recipes', recipes],
  ['all 112 inputs of the MDX tests', json<string>('mdx/mdx-test-inputs.json')],
  ['all 26 regressions of cmark', ofExamples('pathological/cmark-regression-examples.json')],
  ['6 real postmortems', real.map((name) => read(`postmortems/${name}`))],
  ['172 of 515 naughty strings', every(3, json<string>('strings/blns.json'))],
  ['164 of 655 examples of CommonMark', every(4, ofExamples('commonmark/examples.json'))],
  ['about 130 of 6,600 injections', every(50, lines('xss/payloadbox-xss-payload-list.txt'))],
]

const titles = [
  '🎉🔥💥',
  'x'.repeat(10_000),
  '../../etc/passwd',
  '--output=x',
  'con',
  'nul.mdx',
  'turned \u202e around',
  'nothing \u0000 here',
  '\u001b[2J',
  'half \ud800 a pair',
  'two\nlines: of: yaml',
  '---',
  ': {',
  '<script>alert(1)</script>',
  ...every(12, json<string>('strings/blns.json')),
  ...every(120, lines('traversal/patt-deep_traversal.txt')),
  ...every(120, lines('traversal/patt-traversals-8-deep-exotic-encoding.txt')),
]

function expectWords(problems: SubmissionProblem[]): void {
  expect(problems.length).toBeGreaterThan(0)
  for (const problem of problems) {
    expect(problem.message.length).toBeGreaterThan(5)
    expect('line' in problem ? problem.line > 0 && problem.column > 0 : problem.field).toBeTruthy()
  }
}

/** Reads and checks as publishing does, all but the writing. */
async function submit(sent: unknown): Promise<'accepted' | 'refused'> {
  const submission = readNew(sent, key())
  const problems = submission.ok ? await problemsOf(submission.input) : submission.problems
  if (problems.length > 0) expectWords(problems)
  return problems.length > 0 ? 'refused' : 'accepted'
}

async function problemsOf(input: Extract<ReturnType<typeof readNew>, { ok: true }>['input']) {
  const source = toSource(
    toFields(input.fields, { id: 'hostile00000', author: 'Ada', today: '2026-11-02' }),
    input.body,
  )
  const checked = await checkInWorker('postmortems/hostile.mdx', source)
  return checked.ok ? [] : inBody(checked.problems, source, input.body)
}

/** Runs it for each, and lets pass what is said on purpose; nothing takes longer than a text may. */
async function endureAll<T>(all: T[], submitOne: (one: T, at: number) => Promise<string>): Promise<void> {
  const counts: Record<string, number> = {}
  for (const [at, one] of all.entries()) {
    const started = performance.now()
    const outcome = await submitOne(one, at).catch((error: unknown) => {
      if (error instanceof AppError) return error.code
      throw error
    })
    expect(performance.now() - started).toBeLessThan(mostMilliseconds)
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  console.log(counts)
}

describe.skipIf(!isThere)('hostile texts through the API', () => {
  test.each(bodies)('%s', (_, all) => endureAll(all, (body) => submit({ ...fields, body })), 120_000)

  test('as whole files', async () => {
    const all = bodies.flatMap(([, texts]) => every(5, texts))
    await endureAll(all, async (text) => {
      const file = readWhole(
        `---\ntitle: T\nsummary: S\nlessons: [7]\nseverity: minor\nhappened: 2026\n---\n${text}`,
        key(),
      )
      return file.ok ? submit({ ...file.input.fields, body: file.input.body }) : 'refused'
    })
    await endureAll(all, async (text) => {
      const file = readWhole(text, key())
      if (!file.ok) expectWords(file.problems)
      return file.ok ? 'accepted' : 'refused'
    })
  }, 120_000)

  test('as each field that is a text', async () => {
    const all = every(8, json<string>('strings/blns.json')).filter((text) => text.trim() !== '')
    await endureAll(all, (text) =>
      submit({ ...fields, summary: text, tags: [text], heuristic: text, impact: { people: text }, body: text }),
    )
  }, 60_000)
})

describe('what is written of hostile words', () => {
  let contentDir = ''
  let dataDir = ''

  beforeEach(async () => {
    ;({ contentDir, dataDir } = await openEmptyLibrary())
  })
  afterEach(() => vi.unstubAllEnvs())

  /** Nothing but documents of good names in the folder, all committed, and all of them served. */
  async function expectOnlyPages(): Promise<void> {
    expect((await readdir(contentDir)).filter((name) => name !== '.git')).toEqual(['postmortems'])
    const names = await readdir(path.join(contentDir, 'postmortems'))
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.mdx$/)
    expect(await git(contentDir, ['status', '--porcelain'])).toBe('')
    await git(contentDir, ['fsck', '--strict'])
  }

  test('titles of every kind are published under good names, or refused by their name', async () => {
    await endureAll(titles, async (title, at) => {
      const submission = readNew({ ...fields, title, body: 'Text.' }, key())
      if (!submission.ok) {
        expectWords(submission.problems)
        for (const problem of submission.problems) expect(problem.field).toBe('title')
        return 'refused'
      }
      // One person may not publish so many in a minute.
      const published = await publishPostmortem({ ...people.ada, id: `u-${at}` }, submission.input)
      if (!published.ok) expect(published.problems).toMatchObject([{ field: 'title' }])
      else expect(await getDocument({ id: published.id })).toMatchObject({ title: title.trim() })
      return published.ok ? 'accepted' : 'refused'
    })
    await expectOnlyPages()
    expect(await listDocuments('postmortem')).toHaveLength((await readdir(path.join(contentDir, 'postmortems'))).length)
  }, 120_000)

  test.each([
    'Eve <eve@evil.example>\nCommitter: x',
    '<>',
    '\r\n',
    'turned \u202e around \u0000',
    'x'.repeat(500),
    '--author=x',
  ])('an author called %j publishes', async (name) => {
    const submission = readNew({ ...fields, body: 'Text.' }, key())
    if (!submission.ok) throw new Error('refused')
    expect(await publishPostmortem({ ...people.ada, name }, submission.input)).toMatchObject({ ok: true })
    expect(await git(contentDir, ['log', '--format=%ae %ce %s'])).toBe(
      'ada@example.org ada@example.org Add postmortem: T\n',
    )
    await expectOnlyPages()
  })

  test.skipIf(!isThere)(
    'hostile files come in or are refused with words, and the good ones are served',
    async () => {
      const place = await makeTempFolder()
      const texts = [...bodies.flatMap(([, all]) => every(10, all)), ...recipes]
      for (const [at, text] of texts.entries()) {
        await writeFile(
          path.join(place, `2025-01-01-${at}.md`),
          at % 2 === 0 ? text : `---\ntitle: Number ${at}\nsummary: S\n---\n${text}`,
        )
      }
      for (const [at, title] of titles.entries()) {
        await writeFile(
          path.join(place, `2025-01-02-${at}.md`),
          `---\ntitle: ${JSON.stringify(title)}\nsummary: S\n---\nText.\n`,
        )
      }
      for (const name of [
        '--output=x.md',
        'con.md',
        '..%2f..%2fetc.md',
        'two\nlines\u001b[2J.md',
        'turned\u202e.md',
        '$(touch x).md',
        '🎉.md',
      ]) {
        await writeFile(path.join(place, name), 'A text that is long enough to be a summary, from 2025.\n')
      }
      await mkdir(path.join(place, 'folder.md'))
      const known = await readKnown(contentDir)
      const plans: Planned[] = []
      await endureAll(await listImport([place], '/'), async (file) => {
        expect(file.name).toMatch(/^\P{C}+$/u)
        const plan = await planImport(file, { known, lessons: [7] })
        if (plan.state === 'refused') expectWords(plan.problems)
        plans.push(plan)
        return plan.state
      })
      const pages = every(
        10,
        plans.filter((plan) => plan.state === 'new'),
      )
      for (const page of pages) await writeImport(page, { contentDir, dataDir, author: ada, known })
      expect(await readdir(path.join(contentDir, 'postmortems'))).toHaveLength(pages.length)
      await expectOnlyPages()
    },
    240_000,
  )
})
