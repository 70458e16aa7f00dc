import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { getDocument } from '@/lib/library'

export { listCode, listOwnCode, saveCode } from './code'
export { sentCodeSchema } from './code-schema'

const names = { 'starter.py': 'starter', 'checks.py': 'checks', 'solution.py': 'solution' } as const

/**
 * A file of a toy problem as text: `starter.py`, `checks.py`, `solution.py`, or `run_checks.py`, which runs
 * the checks with plain Python. Undefined for any other name, and for a problem that is not there.
 */
export async function getToyFile({ slug, file }: { slug: string; file: string }): Promise<string | undefined> {
  const toy = await getDocument({ kind: 'toy-problem', slug })
  if (!toy) return undefined
  if (file === 'run_checks.py') return readFile(path.join(process.cwd(), 'lib', 'toys', 'run_checks.py'), 'utf8')
  return Object.hasOwn(names, file) ? toy.files[names[file as keyof typeof names]] : undefined
}
