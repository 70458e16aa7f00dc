import next from 'eslint-config-next/core-web-vitals'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const code = ['**/*.ts', '**/*.tsx', '**/*.mts']
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/fixtures.ts', 'e2e/**']
const outside = ['scripts/**', 'e2e/**', 'bench/**', '*.config.*']
const reactsDefaultExports = ['{app,bench/bare/app}/**/*.tsx', 'app/{robots,sitemap,manifest}.ts', '**/*.config.*']

const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'lib/config.ts reads the environment; take what you need from config().',
}

export default defineConfig(
  globalIgnores(['**/.next/', '.contentlayer/', 'content/', 'data/', 'coverage/', '**/next-env.d.ts']),
  next,
  {
    files: code,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // Object types are written with `type`, as everywhere in this code.
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An empty variable of the environment, or an empty field of a form, counts as none.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // React, Next and timers take promises where their types say void.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      // There are no classes but errors, so methods are closures and lose no `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{ts,tsx,mts,mjs,cjs}'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: [...outside, 'lib/config.ts'],
    rules: { 'no-restricted-properties': ['error', noEnvironment] },
  },
  {
    // Next's bundler replaces NEXT_RUNTIME, NODE_ENV and what its config names only where they stand literally; git gets the environment handed on.
    files: ['instrumentation.ts', 'proxy.ts', 'lib/git/settings.ts', 'components/toy-problem/python/address.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    ignores: reactsDefaultExports,
    rules: {
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
    },
  },
  {
    // Markup is long where logic is short.
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: tests,
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', '@typescript-eslint/require-await': 'off' },
  },
  {
    // One listener makes the router follow every link: components/shell/link-router.tsx.
    files: ['{app,components}/**'],
    rules: { '@next/next/no-html-link-for-pages': 'off' },
  },
  {
    files: ['**/*.config.*'],
    rules: { 'import/no-anonymous-default-export': 'off' },
  },
  {
    // Playwright hands a fixture on by a function called `use`, which is no hook of React's.
    files: ['e2e/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
)
