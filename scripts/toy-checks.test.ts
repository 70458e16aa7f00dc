import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { checkToyProblems, NoPythonError, runToyChecks } from './toy-checks'

let contentDir: string

beforeEach(async () => {
  contentDir = await mkdtemp(path.join(tmpdir(), 'twelvefold-toys-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(contentDir, { recursive: true, force: true })
})

const checks = 'def check_two(m):\n    """It is two."""\n    assert m.x == 2\n'

async function put(files: Record<string, string>, slug = 'one'): Promise<string> {
  const folder = path.join(contentDir, 'toy-problems', slug)
  await mkdir(folder, { recursive: true })
  const whole = { 'index.mdx': '', 'starter.py': 'x = 1\n', 'solution.py': 'x = 2\n', 'checks.py': checks, ...files }
  for (const [name, text] of Object.entries(whole)) await writeFile(path.join(folder, name), text)
  return folder
}

test('a starter that fails and a solution that passes keep the contract', async () => {
  const folder = await put({})
  await put({}, 'two')
  expect(await checkToyProblems(contentDir)).toEqual({ problems: 2, broken: [] })
  expect(await runToyChecks(folder, 'starter.py')).toMatchObject({ passed: 0, of: 1 })
})

test.each([
  ['a solution that fails', { 'solution.py': 'x = 3\n' }, /solution\.py: 1 of 1 checks fail[^]*FAIL It is two/],
  ['a solution that does not parse', { 'solution.py': 'x =\n' }, /solution\.py: its checks did not run: SyntaxError/],
  ['a starter that passes', { 'starter.py': 'x = 2\n' }, /starter\.py: it passes all 1 checks/],
  ['a starter that crashes', { 'starter.py': '1 / 0\n' }, /starter\.py: its checks did not run: ZeroDivisionError/],
  ['no checks', { 'checks.py': 'x = 1\n' }, /checks\.py: there is no function that begins with check_/],
])('%s is named with its file', async (_, files, words) => {
  await put(files)
  const { broken } = await checkToyProblems(contentDir)
  expect(broken).toHaveLength(1)
  expect(broken[0]).toMatch(words)
})

test('a folder without toy problems, and one without a page in it, have nothing to check', async () => {
  expect(await checkToyProblems(contentDir)).toEqual({ problems: 0, broken: [] })
  await mkdir(path.join(contentDir, 'toy-problems', 'empty'), { recursive: true })
  expect(await checkToyProblems(contentDir)).toEqual({ problems: 0, broken: [] })
})

test('without Python it says so', async () => {
  await put({})
  vi.stubEnv('PATH', contentDir)
  await expect(checkToyProblems(contentDir)).rejects.toThrow(NoPythonError)
})
