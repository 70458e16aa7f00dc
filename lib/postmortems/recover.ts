import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { isTempName, storageError } from './durable-file'
import { repositoryOf } from '@/lib/git'
import { listGitLocks } from './git-locks'
import { withWriteLock } from './lock'
import { inQueue } from './queue'
import { settleJournal, type Folders, type Recovery } from './settle'

const foreign = new Set(['.git', 'node_modules'])

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
  await removeOldTemps(dataDir)
  if ((await lstat(contentDir).catch(ifAbsent)) === undefined) return { warnings: [] }
  // First: some of the temporary files hold what an interrupted publish has to put back.
  const recovery = await settleJournal({ contentDir, dataDir })
  await removeTemps(contentDir)
  return { ...recovery, warnings: [...recovery.warnings, ...(await leftoverWarnings(contentDir))] }
}

async function leftoverWarnings(contentDir: string): Promise<string[]> {
  if ((await repositoryOf(contentDir)) === undefined) return []
  const stale = (await listGitLocks(contentDir)).filter(({ ageMs }) => ageMs > 60_000)
  const advice = 'nothing can be published while it is there. If no git program is running, delete it.'
  return stale.map(({ file }) => `${file} is over a minute old, and ${advice}`)
}

async function removeTemps(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(asEmpty)) {
    const child = path.join(folder, entry.name)
    if (entry.isDirectory() && !foreign.has(entry.name)) await removeTemps(child)
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

function asEmpty(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}
