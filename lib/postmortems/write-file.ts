import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { commitPath, indexEntryOf, undoStaging } from './commit'
import { newTempName, placeNew, storageError, syncToDisk, writeTemp } from './durable-file'
import { clearJournal, writeJournal, type Author, type Journal } from './journal'
import { withWriteLock } from './lock'
import { inQueue } from './queue'
import { settleJournal } from './recover'
import { requireSafeTarget } from './safe-path'

/** What is to be written where, in whose name; `expected` is what must be there before. */
export type Publication = {
  contentDir: string
  dataDir: string
  /** Below the content folder, with `/`. */
  relativePath: string
  text: string
  author: Author
  message: string
  expected?: 'absent' | { sha256: string }
}

type Old = { copy: string; mode: number; sha256: string }

/**
 * Writes one file and commits it as its author; when it returns, both are on the disk. Throws `conflict`
 * when the file is not what `expected` says, `invalid` for a path that may not be written, `unavailable`
 * when the disk or git fails. After any error the folder and git's index are as
 * they were; what a broken disk keeps from being undone, the next publish or start settles.
 */
export async function publishFile(publication: Publication): Promise<{ commit: string }> {
  try {
    return await inQueue(() => withWriteLock(publication.dataDir, () => publish(publication)))
  } catch (error) {
    throw withComfort(storageError(error))
  }
}

async function publish(publication: Publication): Promise<{ commit: string }> {
  const { contentDir, dataDir, relativePath, text } = publication
  // A command-line tool may have died in its publish while this server ran.
  await settleJournal({ contentDir, dataDir })
  const target = await requireSafeTarget(contentDir, relativePath)
  const indexEntry = await indexEntryOf(publication)
  const old = await keepOld(target)
  let temp: string | undefined
  try {
    requireExpected(old, publication.expected)
    temp = await writeTemp(path.dirname(target), text, old?.mode)
    return await putInPlace(publication, { target, temp, old, indexEntry })
  } finally {
    for (const file of [temp, old?.copy]) if (file) await rm(file, { force: true }).catch(() => undefined)
  }
}

type Step = { target: string; temp: string; old: Old | undefined; indexEntry: string }

async function putInPlace(publication: Publication, step: Step): Promise<{ commit: string }> {
  const { dataDir, relativePath, text, author, message } = publication
  const journal = { relativePath, sha256: sha256Of(text), author, message, indexEntry: step.indexEntry }
  let isMoved = false
  try {
    await writeJournal(dataDir, journal)
    await move(step)
    isMoved = true
    await syncToDisk(path.dirname(step.target))
    const commit = await commitPath(publication, publication)
    // A journal that a broken disk keeps does no harm: the next publish finds its file committed.
    await clearJournal(dataDir).catch(() => undefined)
    return { commit }
  } catch (error) {
    if (!isMoved || (await isUndone(publication, { ...step, ...journal })))
      await clearJournal(dataDir).catch(() => undefined)
    throw error
  }
}

/** When undoing fails too (a full disk can hold no new index), the journal stays, and the next publish or start does it. */
async function isUndone(publication: Publication, step: Step & Journal): Promise<boolean> {
  try {
    // The file first: that makes room.
    await putBack(step)
    await undoStaging(publication, step)
    return true
  } catch {
    return false
  }
}

/** A copy of the old bytes under a name of its own: putting them back then needs no space. */
async function keepOld(target: string): Promise<Old | undefined> {
  const stats = await stat(target).catch(ifAbsent)
  if (!stats) return undefined
  const copy = path.join(path.dirname(target), newTempName())
  try {
    await copyFile(target, copy, constants.COPYFILE_EXCL)
    return { copy, mode: stats.mode, sha256: sha256Of(await readFile(copy)) }
  } catch (error) {
    await rm(copy, { force: true }).catch(() => undefined)
    throw error
  }
}

function requireExpected(old: Old | undefined, expected: Publication['expected']): void {
  if (expected === undefined) return
  if (expected === 'absent') {
    if (old) throw new AppError('conflict', 'There is a page of this name already. Choose another title.')
    return
  }
  if (old?.sha256 === expected.sha256) return
  const what = old ? 'has been changed by someone else' : 'has been removed'
  throw new AppError(
    'conflict',
    `The page ${what} since you opened it. Nothing was written; both texts are kept.`,
  )
}

async function move({ temp, target, old }: Step): Promise<void> {
  if (old) return await rename(temp, target)
  await placeNew(temp, target)
}

/** Puts the old file back, unless someone else has changed it since. */
async function putBack({ target, old, sha256 }: Step & Journal): Promise<void> {
  const now = await readFile(target).catch(ifAbsent)
  if (!now || sha256Of(now) !== sha256) return
  if (old) {
    await syncToDisk(old.copy)
    await rename(old.copy, target)
  } else await rm(target, { force: true })
  await syncToDisk(path.dirname(target))
}

function withComfort(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'unavailable') return error
  const message = `The page was not published; your text is safe in the form. ${error.message}`
  return new AppError('unavailable', message, { cause: error })
}

function sha256Of(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
