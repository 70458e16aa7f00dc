import { childEnv } from './settings.mjs'
import { step } from './step.mjs'

const bin = (name) => [`node_modules/${name}`]

/** The checks that need no build and no browser: [words, arguments of node]. */
const checks = (contentArgs) => [
  ['Content', ['--conditions=react-server', '--import', 'tsx', 'scripts/check-content.ts', '--strict', ...contentArgs]],
  ['Route types', [...bin('next/dist/bin/next'), 'typegen']],
  ['Types', [...bin('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['Lint', [...bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']],
  ['Format', [...bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  [
    'Import rule',
    [...bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', 'app', 'components', 'lib'],
  ],
  ['Dead code', [...bin('knip/bin/knip.js')]],
]

/** Runs every static check and counts them. */
export async function runStaticChecks(settings, contentArgs = []) {
  const counts = { passed: 0, failed: 0 }
  for (const [words, args] of checks(contentArgs)) {
    const passed = await step(words, process.execPath, args, { env: childEnv(settings) })
    counts[passed ? 'passed' : 'failed']++
  }
  return counts
}
