import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { commitPath, undoStaging } from './commit'
import { isTempName, storageError } from './durable-file'
import { repositoryOf } from './git'
import { clearGitLocks, listGitLocks } from './git-locks'
import { clearJournal, readJournal, type Journal } from './journal'
import { withWriteLock } from './lock'
import { inQueue } from './queue'
import { requireSafeTarget } from './safe-path'

/** The content folder, and the folder that holds the locks and the journal. */
export type Folders = { contentDir: string; dataDir: string }

/** What was put right: the commit that finished an interrupted publish, and what the operator should know. */
export type Recovery = { committed?: string; warnings: string[] }

/**
 * Puts right what a crash in mid-publish left, at start: removes our temporary files, and commits a file
 * that was in place but not yet committed, in its author's name. Never throws for what an operator can
 * mend (git missing, disk full, a lock of another program): that comes back as warnings.
 */
export async function recoverContent(folders: Folders): Promise<Recovery> {
  try {
    return await inQueue(() => withWriteLock(folders.dataDir, () => recover(folders)))
  } catch (error) {
    const known = storageError(error)
    if (known instanceof AppError) return { warnings: [known.message] }
    throw error
  }
}

async function recover({ contentDir, dataDir }: Folders): Promise<Recovery> {
  await removeTemps(contentDir)
  await removeOldTemps(dataDir)
  if ((await lstat(contentDir).catch(ifAbsent)) === undefined) return { warnings: [] }
  const recovery = await settleJournal({ contentDir, dataDir })
  return { ...recovery, warnings: [...recovery.warnings, ...(await leftoverWarnings(contentDir))] }
}

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
    throw new AppError(
      'unavailable',
      'Another git program is at work in the content folder. Try again when it has ended.',
    )
  }
  const place = { contentDir, relativePath: journal.relativePath }
  if (state === 'in place') return { committed: await commitPath(place, journal) }
  await undoStaging(place, journal)
  return {}
}

function warningsOf({ relativePath }: Journal, state: State): string[] {
  if (state === 'absent' || state === 'in place') return []
  if (state === 'unsafe')
    return [
      `A publish of ${relativePath} was interrupted, and the path is not one to write to; it was left alone.`,
    ]
  return [
    `A publish of ${relativePath} was interrupted before its text was in place, or the file was changed since. ` +
      'The file was left as it is; the writer’s draft has the text.',
  ]
}

async function leftoverWarnings(contentDir: string): Promise<string[]> {
  if ((await repositoryOf(contentDir)) === undefined) return []
  const stale = (await listGitLocks(contentDir)).filter(({ ageMs }) => ageMs > 60_000)
  return stale.map(
    ({ file }) =>
      `${file} is over a minute old, and nothing can be published while it is there. If no git program is running, delete it.`,
  )
}

async function removeTemps(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(asEmpty)) {
    const child = path.join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
      await removeTemps(child)
    else if (entry.isFile() && isTempName(entry.name)) await rm(child, { force: true })
  }
}

/** In the data folder a fresh one may be another program's, about to take a lock. */
async function removeOldTemps(dataDir: string): Promise<void> {
  for (const name of (await readdir(dataDir)).filter(isTempName)) {
    const file = path.join(dataDir, name)
    const stats = await lstat(file).catch(ifAbsent)
    if (stats && Date.now() - stats.mtimeMs > 60_000) await rm(file, { force: true })
  }
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
  throw error
}

function ifRefused(error: unknown): false {
  if (error instanceof AppError && error.code === 'invalid') return false
  throw error
}

function asEmpty(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}
