// The import rule of DESIGN.md: app may use everything, components only schemas, lib never looks up.
// scripts/import-rule.test.ts shows that each rule bites.

/** Modules every capability may use; they know none of them. */
const ground = '^lib/(address-book|config|errors|limiter|process|requests|sorted|today|turns|viewer)\\.ts$'
const test = '\\.test\\.tsx?$'
const package = (name) => `(^|/)${name}(/|$)`
const schemas = '^lib/[^/]+/schema\\.ts$'
/** What programs are answered, as schemas; a browser has no use for them. */
const answers = '^lib/[^/]+/answer-schema\\.ts$'
/** Pure functions and types that the browser needs besides schemas. */
const browserSafe =
  '^lib/(library/durations|markup/place|postmortems/(draft|form-state|merge|merge-draft|sections|slug)|progress/(activity|calibration|merge|next-up|transitions)|toys/code-version)\\.ts$'

/** What a capability of lib may use of the others. */
const mayUse = {
  markup: [],
  git: [],
  library: ['markup', 'git'],
  search: ['library', 'markup', 'db'],
  feeds: ['library'],
  openapi: ['markup', 'library', 'search', 'postmortems', 'progress'],
  postmortems: ['library', 'markup', 'git', 'db'],
  progress: ['library', 'db'],
  toys: ['library', 'db'],
  accounts: ['db'],
  db: [],
}

const capabilityRules = Object.entries(mayUse).map(([capability, others]) => ({
  name: `${capability}-uses`,
  comment: `lib/${capability} may use ${['itself', ...others].join(', ')}, and what every capability may.`,
  severity: 'error',
  from: { path: `^lib/${capability}/`, pathNot: test },
  to: { path: '^lib/', pathNot: [ground, ...[capability, ...others].map((name) => `^lib/${name}/`)] },
}))

function only(name, comment, from, to) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: '^(app|components|lib)/', pathNot: [from, test] },
    to: { path: to },
  }
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Modules that need each other are one module, or three. Types alone make no circle: they vanish.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing reaches this module. Delete it, or name it here as an entry point.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.m?ts$',
          '^\\.contentlayer/',
          '\\.config\\.(ts|mjs)$',
          '^\\.[^/]+\\.cjs$',
          '^(scripts|bench|e2e)/',
          '^content/',
          '^app/.*\\.tsx?$',
          '^(proxy|instrumentation)\\.ts$',
          test,
        ],
      },
      to: {},
    },
    {
      name: 'components-use-schemas',
      comment:
        'Components get data and actions as props; of lib they may import schemas and what is safe in a browser.',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: { path: '^(app|lib|scripts|content)/', pathNot: [schemas, browserSafe] },
    },
    {
      name: 'lib-never-looks-up',
      comment: 'lib knows neither routes nor components.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'lib-imports-no-next',
      comment: 'lib runs without Next, except accounts, which needs its cookies.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/accounts/' },
      to: { path: package('next') },
    },
    {
      name: 'through-the-door-within-lib',
      comment: 'From another capability only index.ts, schema.ts, or what is pure by name.',
      severity: 'error',
      from: { path: '^lib/([^/]+)/', pathNot: test },
      to: { path: '^lib/[^/]+/', pathNot: ['^lib/$1/', '^lib/[^/]+/index\\.ts$', schemas, answers, browserSafe] },
    },
    {
      name: 'through-the-door-from-app',
      comment: 'Routes call the public functions of a capability.',
      severity: 'error',
      from: { path: '^(app/|instrumentation\\.ts|proxy\\.ts)', pathNot: test },
      to: { path: '^lib/[^/]+/', pathNot: ['^lib/[^/]+/index\\.ts$', schemas, answers, browserSafe] },
    },
    {
      name: 'ground-knows-no-capability',
      comment: 'config, errors and what lies beside them are used by all, so they use none.',
      severity: 'error',
      from: { path: '^lib/[^/]+\\.ts$', pathNot: test },
      to: { path: '^lib/[^/]+/' },
    },
    ...capabilityRules,
    only('only-library-reads-contentlayer', 'The snapshot has one reader.', '^lib/library/', '(^|/)\\.contentlayer/'),
    only('only-git-starts-programs', 'Git is called in one place, safely.', '^lib/git/', '^(node:)?child_process$'),
    only('only-search-uses-flexsearch', 'The engine stays behind lib/search.', '^lib/search/', package('flexsearch')),
    only('only-feeds-writes-atom', 'What a feed is made with stays behind lib/feeds.', '^lib/feeds/', package('feed')),
    only('only-accounts-uses-next-auth', 'Sign-in stays behind lib/accounts.', '^lib/accounts/', package('next-auth')),
    only(
      'only-stores-use-kysely',
      'SQL lives in lib/db and in the stores of capabilities.',
      '^lib/(db/|[^/]+/store(/|\\.ts))',
      package('kysely'),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|data|content|docs|coverage|bench/peers/node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
}
