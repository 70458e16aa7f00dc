import { marksOf, settle, unite } from './marks'
import { greater, newestEntries, textOf } from './order'
import { progressLimits, type Progress, type ProgressRecord } from './schema'

/**
 * Merges two copies of one person's progress. Commutative, associative and idempotent, so that a sync may run
 * twice and in any order.
 */
export function mergeProgress(a: Progress, b: Progress): Progress {
  const merged = new Map(Object.entries(a))
  for (const [id, record] of Object.entries(b)) {
    const other = merged.get(id)
    merged.set(id, other ? mergeRecords(other, record) : record)
  }
  return Object.fromEntries(merged)
}

/**
 * Merges two copies of one document's record: the newest wins field by field, the earliest opening stays, and of
 * marks about the same version one set by hand wins over an automatic one. Equal times are settled by the values.
 */
export function mergeRecords(a: ProgressRecord, b: ProgressRecord): ProgressRecord {
  const seen = greater(a, b, ({ kind, lesson, lastSeenAt }) => [lastSeenAt, textOf({ kind, lesson })])
  const lastSection = laterSection(a.lastSection, b.lastSection)
  return settle(
    {
      documentId: a.documentId,
      ...(seen.kind !== undefined && { kind: seen.kind }),
      ...(seen.lesson !== undefined && { lesson: seen.lesson }),
      firstOpenedAt: a.firstOpenedAt < b.firstOpenedAt ? a.firstOpenedAt : b.firstOpenedAt,
      lastSeenAt: a.lastSeenAt > b.lastSeenAt ? a.lastSeenAt : b.lastSeenAt,
      ...(lastSection && { lastSection }),
      ticks: mergeEntries(a.ticks, b.ticks),
      answers: mergeEntries(a.answers, b.answers),
    },
    unite(marksOf(a), marksOf(b)),
  )
}

/** Progress as text for storage: the same for the same progress, in whichever order it came together. */
export function textOfProgress(progress: Progress): string {
  return JSON.stringify(progress, (_, value: unknown) => (isObject(value) ? sorted(value) : value))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

type Place = ProgressRecord['lastSection']

function laterSection(a: Place, b: Place): Place {
  return a && b ? greater(a, b, (place) => [place.at, textOf(place)]) : (a ?? b)
}

function mergeEntries<T extends { at: string }>(a: Record<string, T>, b: Record<string, T>): Record<string, T> {
  const merged = new Map(Object.entries(a))
  for (const [key, entry] of Object.entries(b)) {
    const other = merged.get(key)
    merged.set(key, other ? greater(other, entry, (one) => [one.at, textOf(one)]) : entry)
  }
  return newestEntries(merged, progressLimits.entries)
}
