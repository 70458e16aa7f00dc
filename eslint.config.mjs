import next from 'eslint-config-next/core-web-vitals'
import tseslint from 'typescript-eslint'

const environment = 'lib/config.ts reads the environment; take the value from there.'

export default tseslint.config(
  {
    ignores: [
      '.next/**',
      '.contentlayer/**',
      'node_modules/**',
      'data/**',
      'content/**',
      'next-env.d.ts',
      'bench/bare/**',
      'screens/**',
      'test-results/**',
    ],
  },
  ...next,
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-function': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 75, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      complexity: ['error', 16],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'import/no-default-export': 'error',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: environment }],
      // A link inside the site is components/ui/link.tsx.
      '@next/next/no-html-link-for-pages': 'off',
      // Progress and drafts are read from the browser's storage once the page has come alive.
      'react-hooks/set-state-in-effect': 'off',
    },
  },
  {
    files: ['app/**', '*.config.{ts,mjs}', 'instrumentation.ts', 'proxy.ts'],
    rules: { 'import/no-default-export': 'off' },
  },
  {
    files: [
      'lib/config.ts',
      'lib/postmortems/git-settings.ts',
      'proxy.ts',
      'instrumentation.ts',
      '*.config.ts',
      'scripts/**',
      'e2e/**',
      'bench/**',
      '**/*.test.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**', 'bench/**'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Playwright's fixtures hand over with a function called use, which is no hook.
    files: ['e2e/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off', 'no-empty-pattern': 'off' },
  },
)
