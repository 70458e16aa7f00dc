import QuickLRU from 'quick-lru'
import { AppError } from '@/lib/errors'
import { getDocument, getMarkdown, type LibraryDocument } from '@/lib/library'
import { once } from '@/lib/process'
import { differenceOf, trifle, type Difference } from './difference'
import type { Changes, Progress, ProgressRecord } from './schema'
import { readOf } from './transitions'

/** What has been compared, and what is being compared; null where there is nothing to compare with. */
const found = () => once('differences', () => new QuickLRU<string, Difference | null>({ maxSize: 500 }))
const running = () => once('comparisons', () => new Map<string, Promise<Difference | undefined>>())

/**
 * How a document differs from the version that was read. `words` and `places` are missing when that version is not in
 * git's history, and when git cannot be asked; undefined when the document is gone, and when nothing but a trifle has
 * changed.
 */
export async function getChange(documentId: string, versionRead: string): Promise<Partial<Difference> | undefined> {
  const document = await getDocument({ id: documentId })
  if (!document || document.version === versionRead) return undefined
  return beyondTrifle((await compareOnce(document, versionRead)) ?? null)
}

function beyondTrifle(difference: Difference | null): Partial<Difference> | undefined {
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
  return changesSince(readsOf(Object.values(progress)))
}

/**
 * The same as far as it has been found out already: a page does not wait until git has been asked about everything
 * somebody ever read. The browser asks about the rest.
 */
export async function knownChangesOf(records: readonly Pick<ProgressRecord, keyof Read | 'state'>[]): Promise<Changes> {
  const changes: Changes = {}
  for (const { documentId, versionRead } of readsOf(records)) {
    const document = await getDocument({ id: documentId })
    if (!document || document.version === versionRead) continue
    const difference = found().get(keyOf(document, versionRead))
    const change = difference === undefined ? undefined : beyondTrifle(difference)
    if (change) changes[documentId] = { versionRead, words: change.words ?? null }
  }
  return changes
}

function readsOf(records: readonly Pick<ProgressRecord, 'documentId' | 'state' | 'versionRead'>[]): Read[] {
  return records.flatMap((record) => readOf(record) ?? [])
}

function keyOf({ id, version }: Pick<LibraryDocument, 'id' | 'version'>, versionRead: string): string {
  return `${id} ${versionRead} ${version}`
}

type Compared = Pick<LibraryDocument, 'id' | 'path' | 'version'>

/** Of many who ask about the same at once one compares, and what came of it is kept. */
async function compareOnce(document: Compared, versionRead: string): Promise<Difference | undefined> {
  const key = keyOf(document, versionRead)
  // What is unknown may be known the next time: git may have been too slow.
  const before = found().get(key)
  if (before) return before
  const comparisons = running()
  const comparison = comparisons.get(key) ?? compare(document, versionRead)
  comparisons.set(key, comparison)
  const difference = await comparison
  comparisons.delete(key)
  found().set(key, difference ?? null)
  return difference
}

async function compare(
  document: Pick<LibraryDocument, 'path' | 'version'>,
  versionRead: string,
): Promise<Difference | undefined> {
  try {
    const before = await getMarkdown(document, versionRead)
    if (before === undefined) return undefined
    const after = await getMarkdown(document, document.version)
    return after === undefined ? undefined : differenceOf(before, after)
  } catch (error) {
    // No page hangs on it.
    console.error(`What has changed in ${document.path} since ${versionRead} could not be found out.`, error)
    return undefined
  }
}
