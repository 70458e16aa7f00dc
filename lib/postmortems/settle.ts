import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { commitPath, undoStaging } from './commit'
import { clearGitLocks } from './git-locks'
import { clearJournal, readJournal, type Journal } from './journal'
import { requireSafeTarget } from './safe-path'

/** The content folder, and the folder that holds the locks and the journal. */
export type Folders = { contentDir: string; dataDir: string }

/** What was put right: the commit that finished an interrupted publish, and what the operator should know. */
export type Recovery = { committed?: string; warnings: string[] }

/**
 * Brings the publish that the journal tells of to its end: commits its file if it is in place with those
 * bytes, else unstages and forgets it. Throws `unavailable` when git cannot; the journal stays then. Only
 * under the write lock.
 */
export async function settleJournal({ contentDir, dataDir }: Folders): Promise<Recovery> {
  const journal = await readJournal(dataDir)
  if (!journal) return { warnings: [] }
  const state = await stateOf(contentDir, journal)
  const recovery = { warnings: warningsOf(journal, state), ...(await settle({ contentDir, journal, state })) }
  await clearJournal(dataDir)
  return recovery
}

type State = 'absent' | 'in place' | 'different' | 'unsafe'

async function stateOf(contentDir: string, { relativePath, sha256 }: Journal): Promise<State> {
  const bytes = await readFile(path.join(contentDir, relativePath)).catch(ifAbsent)
  if (!bytes) return 'absent'
  const isSafe = await requireSafeTarget(contentDir, relativePath).then(() => true, ifRefused)
  if (!isSafe) return 'unsafe'
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? 'in place' : 'different'
}

type Unsettled = { contentDir: string; journal: Journal; state: State }

async function settle({ contentDir, journal, state }: Unsettled): Promise<{ committed?: string }> {
  if (state === 'unsafe') return {}
  if (!(await clearGitLocks(contentDir))) {
    const problem = 'Another git program is at work in the content folder.'
    throw new AppError('unavailable', `${problem} Try again when it has ended.`)
  }
  const place = { contentDir, relativePath: journal.relativePath }
  if (state === 'in place') return { committed: await commitPath(place, journal) }
  await undoStaging(place, journal)
  return {}
}

function warningsOf({ relativePath }: Journal, state: State): string[] {
  const start = `A publish of ${relativePath} was interrupted`
  if (state === 'unsafe') return [`${start}, and the path is not one to write to; it was left alone.`]
  if (state !== 'different') return []
  const reason = 'before its text was in place, or the file was changed since'
  return [`${start} ${reason}. The file was left as it is; the writer’s draft has the text.`]
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
  throw error
}

function ifRefused(error: unknown): false {
  if (error instanceof AppError && error.code === 'invalid') return false
  throw error
}
