import { bitsOf, isWithin, lettersOf } from './edits'
import { stemOf } from './stem'

/** The words of the index as they are written, the terms (stems) they are found by, and in how many rows each stands. */
export type Vocabulary = {
  /** The number of the term of a word, given on first sight. */
  termOf(word: string): number
  /** Adds a row (`by` 1) or takes one away (-1): its different words, and its different terms. */
  count(words: ReadonlySet<string>, terms: ReadonlySet<number>, by: 1 | -1): void
  /** How many terms have a number: the highest is below. */
  size(): number
  /** The number of a term (not of a word) that stands in at least one row. */
  find(term: string): number | undefined
  /** In how many rows a term stands. */
  frequency(term: string): number
  /** Words that begin with `prefix` and are longer, those in most rows first; none with more parts than it has. */
  completions(prefix: string, limit: number): string[]
  /** Words at most so many typing errors away, those in most rows first. */
  neighbours(word: string, edits: 1 | 2, limit: number): string[]
}

type Bucket = { words: string[]; letters: number[] }

/** An empty vocabulary. */
export function createVocabulary(): Vocabulary {
  const terms = new Map<string, number>()
  const frequencies: number[] = []
  const termOfWord = new Map<string, number>()
  const rowsOfWord = new Map<string, number>()
  const byStart = new Map<string, string[]>()
  const byLength = new Map<number, Bucket>()

  const rowsOf = (word: string) => rowsOfWord.get(word) ?? 0
  const best = (found: string[], limit: number) =>
    found.sort((a, b) => rowsOf(b) - rowsOf(a) || (a < b ? -1 : 1)).slice(0, limit)

  function termOf(word: string): number {
    const known = termOfWord.get(word)
    if (known !== undefined) return known
    const term = stemOf(word)
    const number = terms.get(term) ?? terms.size
    terms.set(term, number)
    termOfWord.set(word, number)
    valueIn(byStart, word.slice(0, 2), (): string[] => []).push(word)
    const bucket = valueIn(byLength, word.length, (): Bucket => ({ words: [], letters: [] }))
    bucket.words.push(word)
    bucket.letters.push(lettersOf(word))
    return number
  }

  function completions(prefix: string, limit: number): string[] {
    const start = prefix.slice(0, 2)
    const lists =
      start.length === 2
        ? [byStart.get(start) ?? []]
        : [...byStart].filter(([key]) => key.startsWith(start)).map(([, list]) => list)
    const isOne = (word: string) =>
      word.length > prefix.length &&
      word.startsWith(prefix) &&
      rowsOf(word) > 0 &&
      (isCompound(prefix) || !isCompound(word))
    return best(
      lists.flatMap((list) => list.filter(isOne)),
      limit,
    )
  }

  function neighbours(word: string, edits: 1 | 2, limit: number): string[] {
    const letters = lettersOf(word)
    const found: string[] = []
    for (let length = word.length - edits; length <= word.length + edits; length += 1) {
      const bucket = byLength.get(length)
      for (const [index, other] of bucket?.words.entries() ?? []) {
        if (bitsOf(letters ^ (bucket?.letters[index] ?? 0)) > 2 * edits) continue
        if (other !== word && rowsOf(other) > 0 && isWithin(edits, word, other)) found.push(other)
      }
    }
    return best(found, limit)
  }

  function count(words: ReadonlySet<string>, numbers: ReadonlySet<number>, by: 1 | -1): void {
    for (const word of words) rowsOfWord.set(word, rowsOf(word) + by)
    for (const number of numbers) frequencies[number] = (frequencies[number] ?? 0) + by
  }

  const frequency = (term: string) => frequencies[terms.get(term) ?? -1] ?? 0
  const find = (term: string) => (frequency(term) > 0 ? terms.get(term) : undefined)
  return { termOf, count, size: () => terms.size, find, frequency, completions, neighbours }
}

/** Its parts are words of their own. */
function isCompound(word: string): boolean {
  return /[._]/.test(word)
}

function valueIn<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}
