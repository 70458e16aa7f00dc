import { execFile } from 'node:child_process'
import { access, readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'

/** What came of running the checks of a toy problem: how many passed, or, where they never ran, why. */
export type ChecksRun = { passed: number; of: number; output: string } | { crash: string }

/** Says that this machine cannot run them. */
export class NoPythonError extends Error {}

const runner = path.resolve(import.meta.dirname, '../lib/toys/run_checks.py')
const mostMs = 60_000

/**
 * Runs the checks in a toy problem's folder on one of its files; the one place that says what Python is run with. Throws
 * `NoPythonError` where there is none.
 */
export function runToyChecks(folder: string, file: 'starter.py' | 'solution.py'): Promise<ChecksRun> {
  const args = [runner, path.join(folder, file), path.join(folder, 'checks.py')]
  return new Promise((resolve, reject) => {
    execFile('python3', args, { timeout: mostMs, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') {
        reject(new NoPythonError('python3 is not on this machine. Install Python 3.9 or newer.', { cause: error }))
        return
      }
      const [, passed, of] = /^(\d+) of (\d+) checks pass$/m.exec(stdout) ?? []
      if (passed !== undefined) resolve({ passed: Number(passed), of: Number(of), output: stdout })
      else resolve({ crash: error?.killed ? `It ran for more than ${mostMs / 1000} s.` : lastLine(stderr) })
    })
  })
}

/** What breaks the contract of toy problems: a solution passes every check, and a starter fails at least one of them. */
export async function checkToyProblems(contentDir: string): Promise<{ problems: number; broken: string[] }> {
  const folders = await foldersOf(path.join(contentDir, 'toy-problems'))
  const broken: string[] = []
  const next = folders.values()
  const work = async () => {
    for (const folder of next) broken.push(...(await contractOf(folder)))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return { problems: folders.length, broken: broken.sort() }
}

async function contractOf(folder: string): Promise<string[]> {
  const [solution, starter] = [await runToyChecks(folder, 'solution.py'), await runToyChecks(folder, 'starter.py')]
  const place = (file: string) => path.join(folder, file)
  const broken: string[] = []
  if ('crash' in solution) broken.push(`${place('solution.py')}: its checks did not run: ${solution.crash}`)
  else if (solution.of === 0) broken.push(`${place('checks.py')}: there is no function that begins with check_.`)
  else if (solution.passed < solution.of) {
    broken.push(
      `${place('solution.py')}: ${solution.of - solution.passed} of ${solution.of} checks fail.\n${solution.output.trimEnd()}`,
    )
  }
  if ('crash' in starter) broken.push(`${place('starter.py')}: its checks did not run: ${starter.crash}`)
  else if (starter.of > 0 && starter.passed === starter.of) {
    broken.push(`${place('starter.py')}: it passes all ${starter.of} checks, so there is nothing to solve.`)
  }
  return broken
}

async function foldersOf(root: string): Promise<string[]> {
  const names = await readdir(root).catch(() => [])
  const folders = names.sort().map((name) => path.join(root, name))
  const isProblem = await Promise.all(
    folders.map((folder) =>
      access(path.join(folder, 'index.mdx')).then(
        () => true,
        () => false,
      ),
    ),
  )
  return folders.filter((_, index) => isProblem[index])
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? ''
}
