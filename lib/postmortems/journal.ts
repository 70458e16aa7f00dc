import { readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { syncToDisk, writeTemp } from './durable-file'

/** The person a commit names. */
export type Author = { name: string; email: string }

/** A publish that has begun: enough to finish or to undo it after a crash. */
export type Journal = {
  relativePath: string
  /** Of the text that is to be published. */
  sha256: string
  author: Author
  message: string
  /** What git's index held for the path before. */
  indexEntry: string
}

/** Writes down, on the disk itself, which publish is about to begin. Throws the file system's errors. */
export async function writeJournal(dataDir: string, journal: Journal): Promise<void> {
  const temp = await writeTemp(dataDir, { text: `${JSON.stringify(journal)}\n` })
  await rename(temp, journalFile(dataDir))
  await syncToDisk(dataDir)
}

/** The publish that a crash interrupted; undefined when there is none, or nothing readable about it. */
export async function readJournal(dataDir: string): Promise<Journal | undefined> {
  const text = await readFile(journalFile(dataDir), 'utf8').catch(emptyIfAbsent)
  return parse(text)
}

/** Forgets the publish: it is committed, or undone. */
export async function clearJournal(dataDir: string): Promise<void> {
  await rm(journalFile(dataDir), { force: true })
}

function journalFile(dataDir: string): string {
  return path.join(dataDir, 'publish.json')
}

function parse(text: string): Journal | undefined {
  try {
    const { relativePath, sha256, author, message, indexEntry } = JSON.parse(text) as Journal
    const { name, email } = author
    if ([relativePath, sha256, name, email, message, indexEntry].some((part) => typeof part !== 'string'))
      return undefined
    return { relativePath, sha256, author: { name, email }, message, indexEntry }
  } catch {
    return undefined
  }
}

function emptyIfAbsent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}
