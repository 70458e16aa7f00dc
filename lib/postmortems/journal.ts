import { readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { isTempName, syncToDisk, writeTemp } from './durable-file'

const nameSchema = z.string().refine(isTempName)

const fileSchema = z.strictObject({
  relativePath: z.string(),
  /** Of what the file is to hold; null when it is to go. */
  sha256: z.string().nullable(),
  /** The name beside it under which the new bytes wait; null when it is to go. */
  temp: nameSchema.nullable(),
  /** What it held before, and under which name beside it those bytes are kept; null when it was not there. */
  old: z.strictObject({ copy: nameSchema, sha256: z.string() }).nullable(),
})

const journalSchema = z.strictObject({
  files: z.array(fileSchema).min(1),
  author: z.strictObject({ name: z.string(), email: z.string() }),
  message: z.string(),
  /** What git's index held for the paths before. */
  indexEntries: z.string(),
  /** The last commit before; empty in a repository without one. */
  head: z.string(),
})

/** A publish that has begun: enough to finish or to undo all of it after a crash. */
export type Journal = z.infer<typeof journalSchema>

/** One file of a publish, as it was and as it is to be. */
export type JournalFile = z.infer<typeof fileSchema>

/** The person a commit names. */
export type Author = Journal['author']

/** Writes down, on the disk itself, which publish is about to begin. Throws the file system's errors. */
export async function writeJournal(dataDir: string, journal: Journal): Promise<void> {
  const temp = await writeTemp(dataDir, { bytes: `${JSON.stringify(journal)}\n` })
  try {
    await rename(temp, journalFile(dataDir))
    await syncToDisk(dataDir)
  } finally {
    await rm(temp, { force: true }).catch(() => undefined)
  }
}

/** The publish that a crash interrupted; undefined when there is none, or nothing readable about it. */
export async function readJournal(dataDir: string): Promise<Journal | undefined> {
  const text = await readFile(journalFile(dataDir), 'utf8').catch(emptyIfAbsent)
  return journalSchema.safeParse(parse(text)).data
}

/** Forgets the publish: it is committed, or undone. */
export async function clearJournal(dataDir: string): Promise<void> {
  await rm(journalFile(dataDir), { force: true })
}

function journalFile(dataDir: string): string {
  return path.join(dataDir, 'publish.json')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function emptyIfAbsent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}
