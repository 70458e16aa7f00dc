/** The import rule: app may use everything, components may use only schemas, lib never looks up. */
const capability = 'markup|library|search|postmortems|progress|toys'
const mayUse = {
  markup: [],
  library: ['markup'],
  search: ['library', 'markup'],
  postmortems: ['library', 'markup'],
  progress: ['library'],
  toys: ['library'],
}

const withinLib = Object.entries(mayUse).map(([name, allowed]) => ({
  name: `${name}-uses-only-${allowed.join('-and-') || 'itself'}`,
  severity: 'error',
  from: { path: `^lib/${name}/` },
  to: { path: `^lib/(${capability})/`, pathNot: `^lib/(${[name, ...allowed].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...withinLib,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'lib-never-looks-up', severity: 'error', from: { path: '^lib/' }, to: { path: '^(app|components|scripts|e2e|bench)/' } },
    {
      name: 'components-use-only-schemas',
      comment: 'Types come from a schema.ts too; lib/progress is shared with the browser, and place.ts applies rewrites there.',
      severity: 'error',
      from: { path: '^components/', pathNot: '[.]test[.]tsx?$' },
      to: {
        path: '^lib/',
        pathNot: [
          '^lib/[^/]+/schema[.]ts$',
          '^lib/progress/(merge|transitions)[.]ts$',
          '^lib/markup/place[.]ts$',
          '^lib/postmortems/form-state[.]ts$',
        ],
      },
    },
    { name: 'components-never-use-app', severity: 'error', from: { path: '^components/' }, to: { path: '^app/' } },
    {
      name: 'through-the-door',
      comment: 'From another capability only its index.ts or schema.ts. Tests may look inside.',
      severity: 'error',
      from: { path: `^lib/(${capability})/`, pathNot: '[.]test[.]ts$' },
      to: { path: `^lib/(${capability})/`, pathNot: ['^lib/$1/', '^lib/[^/]+/(index|schema)[.]ts$'] },
    },
    {
      name: 'app-through-the-door',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: `^lib/(${capability})/`, pathNot: '^lib/[^/]+/(index|schema|form-state)[.]ts$' },
    },
    { name: 'lib-without-next', severity: 'error', from: { path: '^lib/' }, to: { path: '(^|node_modules/)next(/|$)' } },
    { name: 'flexsearch-only-in-search', severity: 'error', from: { pathNot: '^lib/search/' }, to: { path: 'node_modules/flexsearch' } },
    { name: 'contentlayer-only-in-config', severity: 'error', from: { path: '^(app|components|lib)/' }, to: { path: 'contentlayer' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['react-server', 'import', 'node', 'default'] },
  },
}
