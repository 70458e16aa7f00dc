import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { newTempName, syncToDisk } from './durable-file'

/** A file as it was before a publish, and where its bytes are kept meanwhile. */
export type Old = { copy: string; mode: number; sha256: string }

type Changed = { target: string; old: Pick<Old, 'copy'> | undefined; sha256: string | undefined }

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
    await syncToDisk(copy)
    return { copy, mode: stats.mode, sha256: sha256Of(await readFile(copy)) }
  } catch (error) {
    await rm(copy, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Undoes a write of the bytes with that SHA-256, or a removal (no SHA-256), unless someone else has changed the file since. */
export async function putBack({ target, old, sha256 }: Changed): Promise<void> {
  if ((await sha256At(target)) !== sha256) return
  if (old) await rename(old.copy, target)
  else await rm(target, { force: true })
  await syncToDisk(path.dirname(target))
}

/** Removes the folder of a file, and those above it, while they are empty; the folder of a kind stays. */
export async function removeEmptyFolders(contentDir: string, relativePath: string): Promise<void> {
  const names = relativePath.split('/').slice(0, -1)
  for (; names.length > 1; names.pop()) {
    const isGone = await rmdir(path.join(contentDir, ...names)).then(
      () => true,
      () => false,
    )
    if (!isGone) return
  }
}

/** The SHA-256 of what a file holds; undefined when there is none. */
export async function sha256At(file: string): Promise<string | undefined> {
  const bytes = await readFile(file).catch(ifAbsent)
  return bytes && sha256Of(bytes)
}

/** The SHA-256 of a text or of bytes, in hexadecimal. */
export function sha256Of(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
  throw error
}
