import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { newTempName, syncToDisk } from './durable-file'

/** A file as it was before a publish, and where its bytes are kept meanwhile. */
export type Old = { copy: string; mode: number; sha256: string }

type Written = { target: string; old: Old | undefined; sha256: string }

/**
 * Keeps the bytes of a file under a name of their own (putting them back then needs no space); undefined when
 * there is no file. Throws the file system's errors.
 */
export async function keepOld(target: string): Promise<Old | undefined> {
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

/** Undoes a write of the text with that SHA-256, unless someone else has changed the file since. */
export async function putBack({ target, old, sha256 }: Written): Promise<void> {
  const now = await readFile(target).catch(ifAbsent)
  if (!now || sha256Of(now) !== sha256) return
  if (old) {
    await syncToDisk(old.copy)
    await rename(old.copy, target)
  } else await rm(target, { force: true })
  await syncToDisk(path.dirname(target))
}

/** The SHA-256 of a text or of bytes, in hexadecimal. */
export function sha256Of(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
