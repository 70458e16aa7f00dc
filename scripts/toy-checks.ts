import { access, readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { readFrontMatter, splitFrontMatter } from '../lib/markup'
import type { Verdict } from '../lib/toys/schema'
import { openToyPython, type ToyPython } from './toy-python'

const names = ['index.mdx', 'starter.py', 'checks.py', 'solution.py'] as const

/** The files of a toy problem, and how many seconds its code may run. */
type Problem = { folder: string; runLimit: number } & Record<'starter' | 'checks' | 'solution', string>

/** What breaks the contract of toy problems: a solution passes every check, and a starter fails at least one of them. */
export async function checkToyProblems(contentDir: string): Promise<{ problems: number; broken: string[] }> {
  const folders = await foldersOf(path.join(contentDir, 'toy-problems'))
  if (folders.length === 0) return { problems: 0, broken: [] }
  const problems = await Promise.all(folders.map(readProblem))
  const python = await openToyPython(problems.map(({ checks }) => checks).join('\n'))
  try {
    return { problems: problems.length, broken: problems.flatMap((problem) => contractOf(problem, python)) }
  } finally {
    await python.close()
  }
}

function contractOf({ folder, runLimit, starter, checks, solution }: Problem, python: ToyPython): string[] {
  const place = (file: string) => path.join(folder, file)
  const solved = python.check(solution, checks, runLimit)
  const begun = python.check(starter, checks, runLimit)
  const [solutionFails, starterFails] = [crashOf(solved, runLimit), crashOf(begun, runLimit)]
  const broken: string[] = []
  if (solutionFails) broken.push(`${place('solution.py')}: its checks did not run: ${solutionFails}`)
  else if (solved.results.length === 0) {
    broken.push(`${place('checks.py')}: there is no function that begins with check_.`)
  } else if (!solved.passed) broken.push(`${place('solution.py')}: ${failuresOf(solved)}`)
  if (starterFails) broken.push(`${place('starter.py')}: its checks did not run: ${starterFails}`)
  else if (begun.passed) {
    broken.push(`${place('starter.py')}: it passes all ${begun.results.length} checks, so there is nothing to solve.`)
  }
  return broken
}

function crashOf({ stopped, error }: Verdict, runLimit: number): string | undefined {
  if (stopped) return `they ran for more than ${runLimit} s, which is their runLimit.`
  return error?.trimEnd().split('\n').at(-1)
}

function failuresOf({ results }: Verdict): string {
  const failed = results.filter(({ passed }) => !passed)
  const each = failed.map(
    ({ title, message, line }) => `\n  ${title}: ${message ?? ''} (checks.py, line ${line ?? '?'})`,
  )
  return `${failed.length} of ${results.length} checks fail.${each.join('')}`
}

async function readProblem(folder: string): Promise<Problem> {
  const [page = '', starter = '', checks = '', solution = ''] = await Promise.all(
    names.map((name) => readFile(path.join(folder, name), 'utf8')),
  )
  return { folder, runLimit: runLimitOf(page), starter, checks, solution }
}

// Whether the rest of the page is as it should be the content check says.
function runLimitOf(page: string): number {
  const split = splitFrontMatter(page)
  const read =
    'problems' in split ? split : readFrontMatter(page, split, z.looseObject({ runLimit: z.number().optional() }))
  return 'value' in read ? (read.value.runLimit ?? usualLimit) : usualLimit
}

const usualLimit = 10

async function foldersOf(root: string): Promise<string[]> {
  const found = await readdir(root).catch(() => [])
  const folders = found.sort().map((name) => path.join(root, name))
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
