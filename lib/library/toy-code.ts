import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { conflictsIn } from '@/lib/markup'
import type { Problem } from '@/lib/markup/schema'
import type { ToyFiles } from './document'
import type { FileName } from './file-name'

/** The files of a toy problem beside its text. */
export const codeFiles: Record<keyof ToyFiles, string> = {
  starter: 'starter.py',
  checks: 'checks.py',
  solution: 'solution.py',
}

export const codeNames = Object.keys(codeFiles) as (keyof ToyFiles)[]

/** The code of a document, for kinds that have some; `read` finds a file by its path, and what is not there is empty. */
export async function readCode(
  { file, name }: { file: string; name: FileName },
  read: (file: string) => Promise<string | undefined>,
): Promise<ToyFiles | undefined> {
  if (name.kind !== 'toy-problem') return undefined
  const beside = async (code: string) => (await read(path.posix.join(path.posix.dirname(file), code))) ?? ''
  const { starter, checks, solution } = codeFiles
  const texts = await Promise.all([beside(starter), beside(checks), beside(solution)])
  return { starter: texts[0], checks: texts[1], solution: texts[2] }
}

/** Reads texts of the content folder as it is now. */
export function inFolder(contentDir: string): (file: string) => Promise<string | undefined> {
  return (file) => readFile(path.join(contentDir, file), 'utf8').catch(() => undefined)
}

/** A check of a toy problem as a reader sees it before it runs. */
export type CheckTitle = { name: string; title: string }

/** The checks in a text of checks: each function that begins with check_, with the first line of its docstring. */
export function listChecks(text: string): CheckTitle[] {
  const found = text.matchAll(/^def (check_\w+)\(.*\n(?:\s*[rR]?("{3}|'{3}|"|')\s*(.*?)\s*(?:\2|\n))?/gm)
  return [...found].map(([, name = '', , title]) => ({ name, title: title || name }))
}

/** What keeps code from being shown: a merge that is not finished. */
export function problemsOfCode(files: ToyFiles | undefined): Problem[] {
  if (!files) return []
  return codeNames.flatMap((key) =>
    conflictsIn(files[key]).map(({ line, message }) => ({
      line: 1,
      column: 1,
      message: `In ${codeFiles[key]}, line ${line}: ${message}`,
    })),
  )
}
