import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkToyProblems } from './toy-checks'

let contentDir: string

beforeEach(async () => {
  contentDir = await mkdtemp(path.join(tmpdir(), 'twelvefold-toys-'))
})
afterEach(() => rm(contentDir, { recursive: true, force: true }))

const whole = {
  'index.mdx': '',
  'starter.py': 'x = 1\n',
  'solution.py': 'x = 2\n',
  'checks.py': 'def check_two(m):\n    """It is two."""\n    assert m.x == 2\n',
}

async function put(slug: string, files: Record<string, string> = {}): Promise<void> {
  const folder = path.join(contentDir, 'toy-problems', slug)
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries({ ...whole, ...files })) await writeFile(path.join(folder, name), text)
}

test('of many, each that breaks the contract is named with its file and why; the others pass', async () => {
  await put('a-right')
  await put('b-wrong-solution', { 'solution.py': 'x = 3\n' })
  await put('c-no-python', { 'solution.py': 'x =\n' })
  await put('d-solved-starter', { 'starter.py': 'x = 2\n' })
  await put('e-starter-ends', { 'starter.py': '1 / 0\n' })
  await put('f-without-end', { 'index.mdx': '---\nrunLimit: 1\n---\n', 'solution.py': 'while True: pass\n' })
  await put('g-no-checks', { 'checks.py': 'x = 1\n' })
  await put('h-right-after-all')
  const { problems, broken } = await checkToyProblems(contentDir)
  expect(problems).toBe(8)
  expect(broken).toEqual([
    expect.stringMatching(/b-wrong-solution.solution\.py: 1 of 1 checks fail\.\n {2}It is two.*checks\.py, line 3/),
    expect.stringMatching(/c-no-python.solution\.py: its checks did not run: SyntaxError/),
    expect.stringMatching(/d-solved-starter.starter\.py: it passes all 1 checks/),
    expect.stringMatching(/e-starter-ends.starter\.py: its checks did not run: ZeroDivisionError/),
    expect.stringMatching(/f-without-end.solution\.py: its checks did not run: they ran for more than 1 s/),
    expect.stringMatching(/g-no-checks.checks\.py: there is no function that begins with check_/),
  ])
})

test('a folder without toy problems, and one without a page in it, have nothing to check', async () => {
  expect(await checkToyProblems(contentDir)).toEqual({ problems: 0, broken: [] })
  await mkdir(path.join(contentDir, 'toy-problems', 'empty'), { recursive: true })
  expect(await checkToyProblems(contentDir)).toEqual({ problems: 0, broken: [] })
})
