/** The greater of two values by their ranks, compared text by text; of equal ones the first. */
export function greater<T>(a: T, b: T, rankOf: (value: T) => string[]): T {
  const left = rankOf(a)
  const right = rankOf(b)
  const at = left.findIndex((text, index) => text !== right[index])
  return at === -1 || (left[at] ?? '') > (right[at] ?? '') ? a : b
}

/** A value as text that doesn't depend on the order of its keys: the last resort between equals. */
export function textOf(value: object): string {
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A time that is later than one before it, even where a clock was wrong or two things happened at once. */
export function timeAfter(at: string, before: string | undefined): string {
  if (before === undefined || at > before) return at
  return new Date(Date.parse(before) + 1).toISOString()
}

/** The newest entries, at most `limit`, sorted by key; of those of the same time the first keys stay. */
export function newestEntries<T extends { at: string }>(
  entries: Iterable<[string, T]>,
  limit: number,
): Record<string, T> {
  const all = [...entries]
  const kept = all.sort(([a, one], [b, other]) => compare(other.at, one.at) || compare(a, b)).slice(0, limit)
  return Object.fromEntries(kept.sort(([a], [b]) => compare(a, b)))
}

/** Which of two texts comes first, as `sort` wants it. */
export function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
