import type { Stats } from 'node:fs'
import { lstat, mkdir, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { syncToDisk } from './durable-file'
import { isDeviceName } from './slug'

const safeName = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9_-])?$/

/**
 * The absolute path of a file that may be written below the content folder; makes the folders above it.
 * Throws `invalid` unless every name on the way is of lower-case letters, digits and inner `.`, `_`, `-`
 * (so never `..`, an option or a pattern), every folder is a real one, and the file, if there, is a plain
 * file: no symbolic link anywhere. Throws the file system's errors.
 */
export async function requireSafeTarget(contentDir: string, relativePath: string): Promise<string> {
  const names = relativePath.split('/')
  const last = names.pop() ?? ''
  for (const name of [...names, last]) requireSafeName(name, relativePath)
  let folder = path.resolve(contentDir)
  for (const name of names) {
    folder = path.join(folder, name)
    await requireFolder(folder, relativePath)
  }
  const target = path.join(folder, last)
  const stats = await lstat(target).catch(ifAbsent)
  if (stats && !stats.isFile()) throw refused(relativePath, `${last} is ${what(stats)}, not a file`)
  return target
}

function requireSafeName(name: string, relativePath: string): void {
  if (safeName.test(name) && !isDeviceName(name)) return
  const reason = `${JSON.stringify(name)} is no name here; use lower-case letters, digits and inner hyphens`
  throw refused(relativePath, reason)
}

async function requireFolder(folder: string, relativePath: string): Promise<void> {
  const stats = (await lstat(folder).catch(ifAbsent)) ?? (await makeFolder(folder))
  if (!stats.isDirectory()) throw refused(relativePath, `${path.basename(folder)} is ${what(stats)}, not a folder`)
}

async function makeFolder(folder: string): Promise<Stats> {
  await mkdir(folder).catch(ifPresent)
  try {
    await syncToDisk(path.dirname(folder))
    return await lstat(folder)
  } catch (error) {
    // Only an empty one can go.
    await rmdir(folder).catch(() => undefined)
    throw error
  }
}

function what(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'a symbolic link'
  if (stats.isDirectory()) return 'a folder'
  return stats.isFile() ? 'a file' : 'a special file'
}

function refused(relativePath: string, reason: string): AppError {
  return new AppError('invalid', `${JSON.stringify(relativePath)} cannot be written: ${reason}.`)
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}

function ifPresent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
