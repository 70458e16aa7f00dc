import { randomUUID } from 'node:crypto'
import { link, lstat, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'

const words: Record<string, string> = {
  ENOSPC: 'The server’s disk is full. Free some space and try again.',
  EDQUOT: 'The server’s disk quota is used up. Free some space and try again.',
  EROFS: 'The server’s disk is read-only. Make it writable and try again.',
  EACCES: 'The server may not write there. Give the folder to the user who runs Twelvefold.',
  EPERM: 'The server may not write there. Give the folder to the user who runs Twelvefold.',
  EIO: 'The server’s disk reported an error. Look at the disk before you try again.',
}

/** A name for a file on its way to its place; recovery removes what a crash leaves under such names. */
export function newTempName(): string {
  return `.twelvefold-${randomUUID()}.tmp`
}

/** Whether a name is one of `newTempName`. */
export function isTempName(name: string): boolean {
  return /^\.twelvefold-[\w-]+\.tmp$/.test(name)
}

type Content = { bytes: string | Uint8Array; mode?: number | undefined }

/** Writes a new temporary file to the disk itself and returns its path; nothing is left of one that fails. */
export async function writeTemp(folder: string, { bytes, mode }: Content): Promise<string> {
  const temp = path.join(folder, newTempName())
  const file = await open(temp, 'wx')
  try {
    await file.writeFile(bytes)
    if (mode !== undefined) await file.chmod(mode & 0o777)
    await file.sync()
    await file.close()
    return temp
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(temp, { force: true })
    throw error
  }
}

/** Moves a temporary file to a name that nothing has; throws `conflict` when something has it. */
export async function placeNew(temp: string, target: string): Promise<void> {
  try {
    await link(temp, target)
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw taken()
    if (!hasNoLinks(error)) throw error
    if (await lstat(target).catch(() => undefined)) throw taken()
    return await rename(temp, target)
  }
  // The target is in place now, whatever becomes of this name.
  await rm(temp, { force: true }).catch(() => undefined)
}

/** Brings a file's bytes or a folder's names to the disk; a system without a way for folders needs none. */
export async function syncToDisk(place: string): Promise<void> {
  const handle = await open(place, 'r').catch(ifUnable)
  await handle
    ?.sync()
    .catch(ifUnable)
    .finally(() => handle.close())
}

/** Whether a failed link says that the file system has no hard links. */
export function hasNoLinks(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].some((code) => isCode(error, code))
}

/** Puts a file system's error into words (`unavailable`); any other error comes back as it is. */
export function storageError(error: unknown, place = 'content folder'): unknown {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException
  if (error instanceof AppError || !code || !syscall) return error
  const why = words[code] ?? `The system says: ${code}.`
  return new AppError('unavailable', `The ${place} could not be written. ${why}`, { cause: error })
}

function taken(): AppError {
  return new AppError('conflict', 'There is a page of this name already. Choose another title.')
}

function ifUnable(error: unknown): undefined {
  if (['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP'].some((code) => isCode(error, code))) return undefined
  throw error
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
