import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

// What npm run check asks about a content folder, as it asks it.

let contentDir = ''
beforeEach(async () => void (contentDir = await mkdtemp(path.join(tmpdir(), 'twelvefold-check-content-'))))
afterEach(() => rm(contentDir, { recursive: true, force: true }))

function check(...args: string[]) {
  const program = ['--conditions=react-server', '--import', 'tsx', 'scripts/check-content.ts', ...args]
  const env = { ...process.env, CONTENT_DIR: contentDir }
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { env, encoding: 'utf8' })
  return { status, stdout, stderr: stderr.trimEnd().split('\n') }
}

test('synonyms that are none are named by file, line and words, and fail the check', async () => {
  const file = path.join(contentDir, 'synonyms.yaml')
  await writeFile(file, '- leak = leakage\n- drift\n- = skew\n')
  const { status, stdout, stderr } = check('--strict')
  expect(stderr).toEqual([
    `${file}:2:3: ‘drift’ is not of the form \`leak = leakage\`.`,
    `${file}:3:3: ‘= skew’ is not of the form \`leak = leakage\`.`,
  ])
  expect(stdout).toContain('2 problems')
  expect(status).toBe(1)
  // A site starts all the same: it goes by the last good ones.
  expect(check().status).toBe(0)
  await writeFile(file, '- leak = leakage\n')
  expect(check('--strict')).toMatchObject({ status: 0, stderr: [''] })
})
