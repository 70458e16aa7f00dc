import path from 'node:path'
import { AppError } from '@/lib/errors'
import { requireBranch } from './branch'
import { git } from '@/lib/git'
import { commitPaths, type Places } from './commit'
import { storageError, syncToDisk } from './durable-file'
import { clearJournal, writeJournal, type Author, type Journal } from './journal'
import { withWriteLock } from './lock'
import { putBack, removeEmptyFolders } from './old-file'
import {
  planFile,
  putInPlace,
  removeTraces,
  toJournalFile,
  type Expected,
  type FileChange,
  type PlannedFile,
} from './planned-file'
import { inQueue } from './queue'
import { settleJournal } from './settle'
import { indexEntriesOf, undoStaging } from './staging'

export type { Expected, FileChange }

/** Files that are written and removed together, in whose name. */
export type FileSet = { contentDir: string; dataDir: string; changes: FileChange[]; author: Author; message: string }

/**
 * Writes and removes files, in the order given, and commits them together as their author; when it returns, all is on
 * the disk. Throws `conflict` when a file is not what `expected` says, `invalid` for a path that may not be written,
 * `unavailable` when the disk or git fails. After any error the folder and git's index are as they were; what a crash
 * or a broken disk keeps from being undone, the next publish or start finishes or undoes as a whole.
 */
export async function publishFiles(set: FileSet): Promise<{ commit: string }> {
  try {
    return await inQueue(() => withWriteLock(set.dataDir, () => publish(set)))
  } catch (error) {
    throw withComfort(storageError(error))
  }
}

/** How far a publish has come. */
type Begun = { set: FileSet; files: PlannedFile[]; inPlace: PlannedFile[]; journal?: Journal }

async function publish(set: FileSet): Promise<{ commit: string }> {
  // A command-line tool may have died in its publish while this server ran.
  await settleJournal(set)
  const begun: Begun = { set, files: [], inPlace: [] }
  try {
    await plan(begun)
    for (const file of begun.files) {
      await putInPlace(file)
      begun.inPlace.push(file)
    }
    await syncFolders(begun.files)
    const commit = await commitPaths(placesOf(set), set)
    await forget(begun)
    return { commit }
  } catch (error) {
    // What could not be undone the next publish or start undoes, and needs the journal and the copies for it.
    if (await isUndone(begun)) await forget(begun)
    throw error
  }
}

async function plan(begun: Begun): Promise<void> {
  const { set, files } = begun
  const { contentDir, dataDir, changes, author, message } = set
  for (const change of changes) files.push(await planFile(contentDir, change))
  const [head, indexEntries] = await Promise.all([
    lastCommit(contentDir),
    indexEntriesOf(placesOf(set)),
    requireBranch(contentDir),
  ])
  begun.journal = { files: files.map(toJournalFile), author, message, indexEntries, head }
  // Undoing half a set takes the copies of what was there; one file is either there or not.
  if (files.length > 1) await syncFolders(files)
  await writeJournal(dataDir, begun.journal)
}

/** False when undoing fails too (a full disk holds no new index). */
async function isUndone({ set, journal, inPlace }: Begun): Promise<boolean> {
  if (!journal || inPlace.length === 0) return true
  try {
    // The files first: that makes room.
    for (const file of inPlace.toReversed()) await putBack(file)
    await undoStaging(set.contentDir, journal)
    return true
  } catch {
    return false
  }
}

/** Clears up behind a publish that is committed or undone. */
async function forget({ set, files }: Begun): Promise<void> {
  // A journal that a broken disk keeps does no harm: the next publish finds its files committed, or as they were.
  await clearJournal(set.dataDir).catch(() => undefined)
  for (const file of files) await removeTraces(file)
  for (const { relativePath } of files) await removeEmptyFolders(set.contentDir, relativePath)
}

function placesOf({ contentDir, changes }: FileSet): Places {
  return { contentDir, paths: changes.map(({ relativePath }) => relativePath) }
}

/** Empty in a repository without one. */
async function lastCommit(contentDir: string): Promise<string> {
  const answer = git(contentDir, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  return (await answer.catch(emptyIfUnborn)).trim()
}

function emptyIfUnborn(error: unknown): string {
  if (error instanceof AppError && (error.cause as { code?: unknown }).code === 1) return ''
  throw error
}

async function syncFolders(files: PlannedFile[]): Promise<void> {
  for (const folder of new Set(files.map(({ target }) => path.dirname(target)))) await syncToDisk(folder)
}

function withComfort(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'unavailable') return error
  const message = `The page was not published; your text is safe in the form. ${error.message}`
  return new AppError('unavailable', message, { cause: error })
}
