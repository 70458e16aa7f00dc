import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { commitPath, indexEntryOf, undoStaging } from './commit'
import { placeNew, storageError, syncToDisk, writeTemp } from './durable-file'
import { clearJournal, writeJournal, type Author, type Journal } from './journal'
import { withWriteLock } from './lock'
import { keepOld, putBack, sha256Of, type Old } from './old-file'
import { inQueue } from './queue'
import { requireSafeTarget } from './safe-path'
import { settleJournal } from './settle'

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

/**
 * Writes one file and commits it as its author; when it returns, both are on the disk. Throws `conflict`
 * when the file is not what `expected` says, `invalid` for a path that may not be written, `unavailable`
 * when the disk or git fails. After any error the folder and git's index are as they were; what a broken
 * disk keeps from being undone, the next publish or start settles.
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
    temp = await writeTemp(path.dirname(target), { text, mode: old?.mode })
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
    const isClean = !isMoved || (await isUndone(publication, { ...step, ...journal }))
    if (isClean) await clearJournal(dataDir).catch(() => undefined)
    throw error
  }
}

/** False when undoing fails too (a full disk holds no new index): the next publish or start does it. */
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

function requireExpected(old: Old | undefined, expected: Publication['expected']): void {
  if (expected === undefined) return
  if (expected === 'absent') {
    if (old) throw new AppError('conflict', 'There is a page of this name already. Choose another title.')
    return
  }
  if (old?.sha256 === expected.sha256) return
  const what = old ? 'has been changed by someone else' : 'has been removed'
  const problem = `The page ${what} since you opened it.`
  throw new AppError('conflict', `${problem} Nothing was written; both texts are kept.`)
}

async function move({ temp, target, old }: Step): Promise<void> {
  if (old) return await rename(temp, target)
  await placeNew(temp, target)
}

function withComfort(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'unavailable') return error
  const message = `The page was not published; your text is safe in the form. ${error.message}`
  return new AppError('unavailable', message, { cause: error })
}
