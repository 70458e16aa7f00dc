import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { placeNew, writeTemp } from './durable-file'
import type { JournalFile } from './journal'
import { keepOld, removeEmptyFolders, sha256At, sha256Of, type Old } from './old-file'
import { requireSafeTarget } from './safe-path'

/** What must be at a path before it is written or removed. */
export type Expected = 'absent' | { sha256: string }

/** What is to become of one path. */
export type FileChange = {
  /** Below the content folder, with `/`. */
  relativePath: string
  /** What the file is to hold; without bytes it is removed. */
  bytes?: string | Uint8Array
  expected?: Expected
}

/** A change that is ready: its bytes and those it takes the place of are on the disk, under names of their own. */
export type PlannedFile = {
  relativePath: string
  target: string
  temp: string | undefined
  old: Old | undefined
  sha256: string | undefined
}

/** Makes a change ready; nothing is left of one that fails. Throws `conflict`, `invalid`, and the file system's errors. */
export async function planFile(
  contentDir: string,
  { relativePath, bytes, expected }: FileChange,
): Promise<PlannedFile> {
  const target = await requireSafeTarget(contentDir, relativePath)
  const old = await keepOld(target)
  try {
    requireExpected(old?.sha256, expected)
    const temp = bytes === undefined ? undefined : await writeTemp(path.dirname(target), { bytes, mode: old?.mode })
    return { relativePath, target, temp, old, sha256: bytes === undefined ? undefined : sha256Of(bytes) }
  } catch (error) {
    if (old) await rm(old.copy, { force: true }).catch(() => undefined)
    await removeEmptyFolders(contentDir, relativePath)
    throw error
  }
}

/**
 * Does what was planned: the one moment at which readers of the folder see the change. Throws `conflict`, and does
 * nothing, when the file is not what it was then.
 */
export async function putInPlace({ target, temp, old }: PlannedFile): Promise<void> {
  // An editor may have saved it while git was asked and the journal written; what was kept of it is older.
  requireExpected(await sha256At(target), old ?? 'absent')
  if (temp === undefined) return await rm(target, { force: true })
  if (old) return await rename(temp, target)
  await placeNew(temp, target)
}

/** Removes what planning has left beside the file. */
export async function removeTraces({ temp, old }: PlannedFile): Promise<void> {
  for (const file of [temp, old?.copy]) if (file) await rm(file, { force: true }).catch(() => undefined)
}

/** A planned change as the journal tells of it. */
export function toJournalFile({ relativePath, sha256, temp, old }: PlannedFile): JournalFile {
  return {
    relativePath,
    sha256: sha256 ?? null,
    temp: temp === undefined ? null : path.basename(temp),
    old: old ? { copy: path.basename(old.copy), sha256: old.sha256 } : null,
  }
}

function requireExpected(sha256: string | undefined, expected: Expected | undefined): void {
  if (expected === undefined) return
  if (expected === 'absent') {
    if (sha256 !== undefined)
      throw new AppError('conflict', 'There is a page of this name already. Choose another title.')
    return
  }
  if (sha256 === expected.sha256) return
  const what = sha256 !== undefined ? 'has been changed by someone else' : 'has been removed'
  const problem = `The page ${what} since you opened it.`
  throw new AppError('conflict', `${problem} Nothing was written; both texts are kept.`)
}
