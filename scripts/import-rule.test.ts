import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// Each rule of .dependency-cruiser.cjs, on small trees of files: what it is there to catch, it catches.

type Files = Record<string, string>
type Violation = { from: string; to: string; rule: { name: string } }

const project = path.resolve('.')
const config = path.join(project, '.dependency-cruiser.cjs')
const program = path.join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const trees: string[] = []

afterAll(() => trees.forEach((tree) => rmSync(tree, { recursive: true, force: true })))

/** Lays the files, and gives what the import rule says of them. */
function cruise(files: Files): Violation[] {
  const tree = realpathSync(mkdtempSync(path.join(tmpdir(), 'twelvefold-import-rule-')))
  trees.push(tree)
  copyFileSync(path.join(project, 'tsconfig.json'), path.join(tree, 'tsconfig.json'))
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(tree, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const args = [program, '.', '--config', config, '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' })
  expect(stderr).toBe('')
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations
}

const capabilities = [
  'markup',
  'git',
  'library',
  'search',
  'feeds',
  'postmortems',
  'progress',
  'toys',
  'accounts',
  'openapi',
  'db',
]
const packages = ['next', 'flexsearch', 'feed', 'next-auth', 'kysely', 'zod']

/** What the other files import: every capability with a door, a schema and an inner module; ground; packages. */
const ground: Files = {
  'lib/config.ts': 'export const value = 1\n',
  'components/ui/button.tsx': `import '@/lib/library/schema'\nexport const value = 1\n`,
  'app/page.tsx': `import '@/components/ui/button'\n`,
  '.contentlayer/generated/index.mjs': 'export const value = 1\n',
  ...Object.fromEntries(
    capabilities.flatMap((name) => [
      [`lib/${name}/index.ts`, `export { value } from './inner'\n`],
      [`lib/${name}/inner.ts`, `export { value } from './schema'\n`],
      [`lib/${name}/answer-schema.ts`, `import './schema'\nexport const value = 1\n`],
      [`lib/${name}/schema.ts`, `import '../config'\nexport const value = 1\nexport type Value = number\n`],
    ]),
  ),
  ...Object.fromEntries(
    packages.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'exports.value = 1\n'],
      [`node_modules/${name}/headers.js`, 'exports.value = 1\n'],
    ]),
  ),
}

const imports = (...names: string[]) => names.map((name) => `import '${name}'\n`).join('')

/** Rule, the file that breaks it, its text. */
const breaches: [string, string, string][] = [
  ['no-orphans', 'lib/search/forgotten.ts', 'export const value = 1\n'],
  ['no-orphans', 'components/ui/forgotten.tsx', 'export const value = 1\n'],
  ['components-use-schemas', 'components/lists/internals.tsx', imports('@/lib/library/inner')],
  ['components-use-schemas', 'components/lists/door.tsx', imports('@/lib/search')],
  ['components-use-schemas', 'components/lists/relative.tsx', imports('../../lib/config')],
  ['components-use-schemas', 'components/lists/type.tsx', `import type { Value } from '@/lib/toys/inner'\n`],
  ['components-use-schemas', 'components/lists/later.tsx', `export const load = () => import('@/lib/toys/inner')\n`],
  ['components-use-schemas', 'components/lists/route.tsx', imports('@/app/page')],
  ['components-use-schemas', 'components/lists/answers.tsx', imports('@/lib/search/answer-schema')],
  ['lib-never-looks-up', 'lib/library/route.ts', imports('@/app/page')],
  ['lib-never-looks-up', 'lib/library/component.ts', imports('@/components/ui/button')],
  ['lib-never-looks-up', 'lib/library/route.test.ts', imports('@/app/page')],
  ['lib-imports-no-next', 'lib/postmortems/cache.ts', imports('next')],
  ['lib-imports-no-next', 'lib/postmortems/headers.ts', imports('next/headers.js')],
  ['lib-imports-no-next', 'lib/postmortems/absent.ts', imports('next/not-installed')],
  ['through-the-door-within-lib', 'lib/search/internals.ts', imports('@/lib/library/inner')],
  ['through-the-door-within-lib', 'lib/library/again.ts', `export { value } from '../markup/inner'\n`],
  ['through-the-door-from-app', 'app/lessons/page.tsx', imports('@/lib/library/inner')],
  ['through-the-door-from-app', 'proxy.ts', imports('./lib/search/inner')],
  ['through-the-door-from-app', 'instrumentation.ts', imports('./lib/postmortems/inner')],
  ['ground-knows-no-capability', 'lib/today.ts', imports('./library')],
  ['markup-uses', 'lib/markup/upward.ts', imports('@/lib/library')],
  ['git-uses', 'lib/git/upward.ts', imports('@/lib/library')],
  ['library-uses', 'lib/library/upward.ts', imports('@/lib/search')],
  ['library-uses', 'lib/library/schemas.ts', imports('@/lib/search/schema')],
  ['search-uses', 'lib/search/sideways.ts', imports('@/lib/postmortems')],
  ['feeds-uses', 'lib/feeds/sideways.ts', imports('@/lib/accounts')],
  ['openapi-uses', 'lib/openapi/sideways.ts', imports('@/lib/accounts')],
  ['postmortems-uses', 'lib/postmortems/sideways.ts', imports('@/lib/search')],
  ['progress-uses', 'lib/progress/sideways.ts', imports('@/lib/toys')],
  ['toys-uses', 'lib/toys/sideways.ts', imports('@/lib/markup')],
  ['accounts-uses', 'lib/accounts/sideways.ts', imports('@/lib/library')],
  ['db-uses', 'lib/db/upward.ts', imports('@/lib/accounts')],
  ['db-uses', 'lib/db/stray.ts', imports('../stray')],
  ['only-library-reads-contentlayer', 'lib/search/snapshot.ts', imports('../../.contentlayer/generated/index.mjs')],
  ['only-git-starts-programs', 'lib/postmortems/program.ts', imports('node:child_process')],
  ['only-search-uses-flexsearch', 'lib/library/engine.ts', imports('flexsearch')],
  ['only-search-uses-flexsearch', 'components/search/engine.tsx', imports('flexsearch')],
  ['only-feeds-writes-atom', 'lib/library/atom.ts', imports('feed')],
  ['only-accounts-uses-next-auth', 'app/sign-in/page.tsx', imports('next-auth')],
  ['only-stores-use-kysely', 'lib/progress/queries.ts', imports('kysely')],
]

describe('what breaks a rule is caught by that rule alone', () => {
  let found: Violation[] = []

  beforeAll(() => {
    const broken = Object.fromEntries(breaches.map(([, file, text]) => [file, text]))
    const circle = {
      'lib/search/ring-a.ts': `import { value } from './ring-b'\nexport const other = value\n`,
      'lib/search/ring-b.ts': `import { other } from './ring-a'\nexport const value = () => other\n`,
    }
    found = cruise({ ...ground, 'lib/stray.ts': imports('./config'), ...broken, ...circle })
  })

  const rulesOn = (file: string) => found.filter(({ from }) => from === file).map(({ rule }) => rule.name)

  test.each(breaches)('%s: %s', (rule, file) => expect(rulesOn(file)).toEqual([rule]))

  test('no-circular: two modules that need each other', () => {
    const both = new Set([...rulesOn('lib/search/ring-a.ts'), ...rulesOn('lib/search/ring-b.ts')])
    expect([...both]).toEqual(['no-circular'])
  })

  test('nothing else is caught', () => {
    const broken = new Set([...breaches.map(([, file]) => file), 'lib/search/ring-a.ts', 'lib/search/ring-b.ts'])
    expect(found.filter(({ from }) => !broken.has(from))).toEqual([])
  })

  test('every rule there is has a breach here', () => {
    const rules = createRequire(config)(config) as { forbidden: { name: string }[] }
    const shown = new Set(['no-circular', ...breaches.map(([rule]) => rule)])
    expect(rules.forbidden.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([])
  })
})

test('a tree that keeps the rules passes', () => {
  const clean = {
    'app/lessons/page.tsx': imports('@/lib/library', '@/lib/search/schema', '@/lib/config', '@/components/ui/button'),
    'app/icons.ts': 'export const value = 1\n',
    'components/lists/rows.tsx': imports('@/lib/library/schema', '@/lib/markup/place', '../ui/button', 'next'),
    'components/progress/marks.tsx': imports('@/lib/progress/merge', '@/lib/progress/transitions'),
    'components/progress/marks.test.ts': imports('@/lib/progress/inner'),
    'lib/markup/place.ts': imports('./schema'),
    'lib/openapi/describe.ts': imports('@/lib/search/answer-schema', '@/lib/progress/schema'),
    'lib/progress/merge.ts': imports('./schema', '../library'),
    'lib/progress/transitions.ts': imports('./schema', '@/lib/db'),
    'lib/progress/store.ts': imports('kysely'),
    'lib/library/read.ts': imports('@/lib/markup', '@/lib/markup/schema', '../../.contentlayer/generated/index.mjs'),
    'lib/library/read.test.ts': imports('@/lib/search/inner', 'flexsearch'),
    'lib/search/engine.ts': imports('flexsearch', '@/lib/library', '@/lib/markup', '../config'),
    'lib/feeds/atom.ts': imports('feed', '@/lib/library'),
    'lib/accounts/session.ts': imports('next', 'next-auth', '@/lib/db'),
    'lib/db/connect.ts': imports('kysely'),
    'lib/search/type-a.ts': `import type { B } from './type-b'\nexport type A = B[]\n`,
    'lib/search/type-b.ts': `import type { A } from './type-a'\nexport type B = { all: A }\n`,
    'scripts/tool.ts': imports('../lib/library/inner'),
    'proxy.ts': imports('./lib/library'),
  }
  expect(cruise({ ...ground, ...clean })).toEqual([])
})
