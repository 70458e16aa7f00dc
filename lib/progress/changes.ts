import { AppError } from '@/lib/errors'
import { getDocument, getMarkdown } from '@/lib/library'
import { once } from '@/lib/process'
import { differenceOf, trifle, type Difference } from './difference'
import type { Changes, Progress } from './schema'
import { readOf } from './transitions'

const mostKept = 500

const kept = () => once('differences', () => new Map<string, Promise<Difference | undefined>>())

/**
 * How a document differs from the version that was read. `words` and `places` are missing when that version is not in
 * git's history, and when git cannot be asked; undefined when the document is gone, and when nothing but a trifle has
 * changed.
 */
export async function getChange(documentId: string, versionRead: string): Promise<Partial<Difference> | undefined> {
  const document = await getDocument({ id: documentId })
  if (!document || document.version === versionRead) return undefined
  const difference = await keptDifference(document, versionRead)
  if (!difference) return {}
  return difference.words > trifle ? difference : undefined
}

/** Which version of a document was read. */
type Read = { documentId: string; versionRead: string }

const mostReads = 60

/** The reads of a query, `id:version,…`. Throws `invalid` for what is none, and for over 60. */
export function readReads(text: string): Read[] {
  const reads = text.slice(0, 10_000).split(',').filter(Boolean)
  const parsed = reads.map((read) => /^([a-z0-9]{8,16}):([0-9a-f]{1,64})$/.exec(read))
  if (reads.length > mostReads || parsed.includes(null)) {
    throw new AppError('invalid', `Name at most ${mostReads} documents as id:version, with commas between them.`)
  }
  return parsed.map((match) => ({ documentId: match?.[1] ?? '', versionRead: match?.[2] ?? '' }))
}

/** Those that have changed since, by document id. */
export async function changesSince(reads: readonly Read[]): Promise<Changes> {
  const changes = await Promise.all(
    reads.map(async (read) => ({ ...read, change: await getChange(read.documentId, read.versionRead) })),
  )
  return Object.fromEntries(
    changes.flatMap(({ documentId, versionRead, change }) =>
      change ? [[documentId, { versionRead, words: change.words ?? null }]] : [],
    ),
  )
}

/** What of a person's progress has changed since it was read. */
export function changesOf(progress: Progress): Promise<Changes> {
  return changesSince(Object.values(progress).flatMap((record) => readOf(record) ?? []))
}

function keptDifference(
  document: { id: string; path: string; version: string },
  versionRead: string,
): Promise<Difference | undefined> {
  const key = `${document.id} ${versionRead} ${document.version}`
  const differences = kept()
  const before = differences.get(key)
  if (before) return before
  const difference = compare(document, versionRead)
  differences.set(key, difference)
  // What is unknown may be known the next time: git may have been too slow.
  void difference.then((found) => found ?? differences.delete(key))
  for (const oldest of differences.keys()) {
    if (differences.size <= mostKept) break
    differences.delete(oldest)
  }
  return difference
}

async function compare(
  document: { path: string; version: string },
  versionRead: string,
): Promise<Difference | undefined> {
  try {
    const [before, after] = await Promise.all([
      getMarkdown(document, versionRead),
      getMarkdown(document, document.version),
    ])
    return before === undefined || after === undefined ? undefined : differenceOf(before, after)
  } catch (error) {
    // No page hangs on it.
    console.error(`What has changed in ${document.path} since ${versionRead} could not be found out.`, error)
    return undefined
  }
}
