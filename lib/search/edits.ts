/**
 * Whether two words are at most `most` typing errors apart (1 or 2): a letter wrong, missing or too many, or two
 * neighbours swapped; no letter is part of two errors (optimal string alignment distance, Damerau 1964).
 */
export function isWithin(most: 1 | 2, a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  let [start, end] = [0, 0]
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  return distance(a.slice(start, a.length - end), b.slice(start, b.length - end), most) <= most
}

// Row by row; once a whole row is above `most`, so is everything after it.
function distance(a: string, b: string, most: number): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const wrong = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(wrong, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      next.push(least)
    }
    if (Math.min(...next) > most) return most + 1
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? 0
}

/** The letters of a word as bits. An error changes at most two of them, so far-off words need no closer look. */
export function lettersOf(word: string): number {
  let bits = 0
  for (let index = 0; index < word.length; index += 1) bits |= 1 << (word.charCodeAt(index) & 31)
  return bits
}

/** How many bits are set. */
export function bitsOf(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1
  return count
}
