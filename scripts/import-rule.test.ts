import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const depcruise = path.resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'twelvefold-rule-'))
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json']) cpSync(file, path.join(folder, file))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Lays the files down and returns the names of the rules they break. */
function brokenBy(files: Record<string, string>): string[] {
  const shelf = [
    'lib/library/index.ts',
    'lib/markup/index.ts',
    'lib/search/index.ts',
    'app/page.tsx',
    'components/b.tsx',
  ]
  const all = { ...Object.fromEntries(shelf.map((file) => [file, 'export const x = 1\n'])), ...files }
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  const { stdout } = spawnSync(process.execPath, [depcruise, 'app', 'lib', 'components', '--output-type', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } }
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].filter((name) => name !== 'no-orphans')
}

const use = (file: string) => `import * as used from '${file}'\nexport const value = used\n`

test('a tree that keeps the rule passes', () => {
  const files = {
    'components/a.tsx': use('../lib/library/schema'),
    'lib/library/schema.ts': 'export const y = 1\n',
    'lib/library/list.ts': use('../markup'),
    'app/page.tsx': use('../lib/library') + "export * from '../components/a'\n",
  }
  expect(brokenBy(files)).toEqual([])
})

test.each([
  ['components reach into a capability', 'components-use-schemas', 'components/a.tsx', '../lib/library'],
  ['components use a route', 'components-use-schemas', 'components/a.tsx', '../app/page'],
  ['lib uses a component', 'lib-never-looks-up', 'lib/library/a.ts', '../../components/b'],
  ['markup uses the library', 'markup-uses', 'lib/markup/a.ts', '../library'],
  ['the library uses search', 'library-uses', 'lib/library/a.ts', '../search'],
  ['config uses a capability', 'ground-knows-no-capability', 'lib/config.ts', './library'],
  ['lib uses Next', 'lib-imports-no-next', 'lib/library/a.ts', 'next/headers'],
  ['the library uses flexsearch', 'only-search-uses-flexsearch', 'lib/library/a.ts', 'flexsearch'],
])('%s', (_, rule, file, target) => {
  expect(brokenBy({ [file]: use(target) })).toContain(rule)
})

test('a route past the door of a capability', () => {
  const files = { 'lib/library/shelf.ts': 'export const z = 1\n', 'app/page.tsx': use('../lib/library/shelf') }
  expect(brokenBy(files)).toContain('through-the-door-from-app')
})

test('a capability past the door of another', () => {
  const files = { 'lib/markup/parse.ts': 'export const z = 1\n', 'lib/library/a.ts': use('../markup/parse') }
  expect(brokenBy(files)).toContain('through-the-door-within-lib')
})

test('two modules that need each other', () => {
  const files = { 'lib/library/a.ts': use('./b'), 'lib/library/b.ts': use('./a') }
  expect(brokenBy(files)).toContain('no-circular')
})
