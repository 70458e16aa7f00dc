import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

// What a reader downloads runs on their own machine; where this one has no Python, only the bench's is tested.
const hasPython = spawnSync('python3', ['--version']).status === 0
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'twelvefold-toy-'))
  cpSync(path.resolve('content/toy-problems/tiny-autograd'), folder, { recursive: true })
  cpSync(path.resolve('lib/toys/run_checks.py'), path.join(folder, 'run_checks.py'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!hasPython)('run_checks.py, as the page of a problem says', () => {
  const run = (...args: string[]) => spawnSync('python3', ['run_checks.py', ...args], { cwd: folder, encoding: 'utf8' })

  test('fails the starter and says which check', () => {
    const { status, stdout } = run()
    expect(status).toBe(1)
    expect(stdout).toMatch(/^FAIL /m)
    expect(stdout).toMatch(/^\d of 6 checks pass$/m)
  })

  test('passes the solution', () => {
    expect(run('solution.py')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('6 of 6 checks pass') as string,
    })
  })
})
