import { runChild } from './child.mjs'
import { ensureInstall } from './install.mjs'
import { programs, typescriptProgram } from './programs.mjs'
import { childEnv, readSettings } from './settings.mjs'

/** What is checked without running the product; `args` go to the content check (`--fix`). */
function checks(args) {
  return [
    { name: 'content', command: typescriptProgram('scripts/check-content.ts', ['--strict', ...args]) },
    { name: 'toy problems', command: typescriptProgram('scripts/check-toys.ts') },
    { name: 'lint', command: [...programs.eslint, '.', '--max-warnings', '0'] },
    { name: 'format', command: [...programs.prettier, '.', '--check', '--log-level', 'warn'] },
    { name: 'types', command: [...programs.tsc, '--noEmit'] },
    { name: 'import rule', command: [...programs.depcruise, '.', '--output-type', 'err'] },
    { name: 'unused code', command: [...programs.knip, '--no-progress'] },
  ]
}

const words = { passed: 'pass', failed: 'FAIL' }

/** npm run check: every check, a line for each, and what the failed ones said. */
export async function checkAll() {
  await ensureInstall({ dev: true })
  const { failed } = await runChecks(childEnv(readSettings()), process.argv.slice(2))
  return failed > 0 ? 1 : 0
}

/** Runs all checks; counts how many passed and failed. */
export async function runChecks(env, args = []) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, command } of checks(args)) {
    const started = performance.now()
    const { code, output } = await runChild(command, { env })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const outcome = code === 0 ? 'passed' : 'failed'
    console.log(`${words[outcome]}  ${name} (${seconds} s)`)
    if (code !== 0 || (args.length > 0 && name === 'content')) console.log(output.trimEnd())
    counts[outcome] += 1
  }
  return counts
}
