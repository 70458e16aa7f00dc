import { lstat, mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'
import { newTempName } from '../durable-file'
import { uploadKeySchema } from '../schema'

/** Whose uploads, for which draft: the key of a new postmortem, or the id of the one that is changed. */
export type Draft = { userId: string; key: string }

const namePattern = /^[0-9a-f]{20}\.webp$/

const keptMs = 30 * 24 * 60 * 60 * 1000

/** A file of somebody's uploads. */
export type Kept = { file: string; size: number }

/** Writes an upload where it is kept; a file that is there already is the same one. Throws the file system's errors. */
export async function writeUpload(draft: Draft, { name, bytes }: { name: string; bytes: Buffer }): Promise<void> {
  const folder = folderOf(draft)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temp = path.join(folder, newTempName())
  try {
    await writeFile(temp, bytes, { flag: 'wx', flush: true })
    await rename(temp, path.join(folder, name))
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined)
    throw error
  }
}

/** The bytes of an upload; undefined when there is none of that name. Keeps the draft's uploads for another 30 days. */
export async function readUpload(draft: Draft, name: string): Promise<Buffer | undefined> {
  if (!namePattern.test(name)) return undefined
  const folder = folderOf(draft)
  const file = path.join(folder, name)
  if (!(await lstat(file).catch(() => undefined))?.isFile()) return undefined
  await utimes(folder, new Date(), new Date()).catch(() => undefined)
  return readFile(file)
}

/** All uploads of a person, and what they weigh. */
export async function listUploads(userId: string): Promise<Kept[]> {
  const person = personFolder(userId)
  const names = await readdir(person, { recursive: true }).catch(asEmpty)
  const found = names.map(async (name) => {
    const file = path.join(person, name)
    const stats = await lstat(file).catch(() => undefined)
    return stats?.isFile() ? [{ file, size: stats.size }] : []
  })
  return (await Promise.all(found)).flat()
}

/** Removes the uploads of a draft: it is published. */
export async function removeUploads(draft: Draft): Promise<void> {
  await rm(folderOf(draft), { recursive: true, force: true })
}

/** Removes the uploads of a draft that is published: its pictures are in the content folder now. Never throws. */
export async function forgetUploads(draft: Draft): Promise<void> {
  // What cannot be removed goes when it is old.
  await removeUploads(draft).catch(() => undefined)
}

/** Removes the uploads that nobody has added to or looked at for 30 days, unless their draft is still kept. */
export async function removeOldUploads(isKept: (draft: Draft) => Promise<boolean>): Promise<void> {
  const top = topFolder()
  for (const userId of await readdir(top).catch(asEmpty)) {
    for (const key of await readdir(path.join(top, userId)).catch(asEmpty)) {
      const folder = path.join(top, userId, key)
      const stats = await lstat(folder).catch(() => undefined)
      const isOld = stats !== undefined && Date.now() - stats.mtimeMs > keptMs
      if (isOld && !(await isKept({ userId, key }))) await rm(folder, { recursive: true, force: true })
    }
  }
}

/** Throws `invalid` for what is no key of a draft. */
export function requireKey(key: string): void {
  if (uploadKeySchema.safeParse(key).success) return
  throw new AppError('invalid', 'The picture needs the draft it is for. Reload the page and add it again.')
}

function folderOf({ userId, key }: Draft): string {
  requireKey(key)
  return path.join(personFolder(userId), key)
}

function personFolder(userId: string): string {
  // Made by the server; checked all the same, since it becomes a path.
  if (!/^[\w-]{1,64}$/.test(userId)) throw new AppError('invalid', 'This account can keep no pictures.')
  return path.join(topFolder(), userId)
}

function topFolder(): string {
  return path.join(config().dataDir, 'uploads')
}

function asEmpty(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
  throw error
}
