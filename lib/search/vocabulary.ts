import { stemOf } from './stem'
import { createWordLists } from './word-lists'

/** The words of the index as they are written, the terms (stems) they are found by, and in how many rows each stands. */
export type Vocabulary = {
  /** The number of the term of a word, given on first sight. */
  termOf(word: string): number
  /** Adds a row (`by` 1) or takes one away (-1): its different words, and its different terms. */
  count(words: ReadonlySet<string>, terms: ReadonlySet<number>, by: 1 | -1): void
  /** All numbers of terms are below it. One is given again when no row has its term any more. */
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

/** An empty vocabulary. */
export function createVocabulary(): Vocabulary {
  const lists = createWordLists()
  const terms = new Map<string, number>()
  const frequencies: number[] = []
  const free: number[] = []
  let given = 0
  const termOfWord = new Map<string, number>()
  const rowsOfWord = new Map<string, number>()

  const rowsOf = (word: string) => rowsOfWord.get(word) ?? 0
  const frequency = (term: string) => frequencies[terms.get(term) ?? -1] ?? 0
  const find = (term: string) => (frequency(term) > 0 ? terms.get(term) : undefined)

  function termOf(word: string): number {
    const known = termOfWord.get(word)
    if (known !== undefined) return known
    const term = stemOf(word)
    const number = terms.get(term) ?? free.pop() ?? given++
    terms.set(term, number)
    termOfWord.set(word, number)
    lists.add(word)
    return number
  }

  function count(words: ReadonlySet<string>, numbers: ReadonlySet<number>, by: 1 | -1): void {
    for (const number of numbers) frequencies[number] = (frequencies[number] ?? 0) + by
    for (const word of words) {
      const rows = rowsOf(word) + by
      if (rows > 0) rowsOfWord.set(word, rows)
      else forget(word)
    }
  }

  // A library that is edited for years would else be searched through all that it ever said.
  function forget(word: string): void {
    const number = termOfWord.get(word)
    if (number === undefined) return
    rowsOfWord.delete(word)
    termOfWord.delete(word)
    lists.remove(word)
    const term = stemOf(word)
    if (frequency(term) === 0 && terms.delete(term)) free.push(number)
  }

  function best(found: string[], limit: number): string[] {
    const there = found.filter((word) => rowsOf(word) > 0)
    return there.sort((a, b) => rowsOf(b) - rowsOf(a) || (a < b ? -1 : 1)).slice(0, limit)
  }

  function completions(prefix: string, limit: number): string[] {
    const isOne = (word: string) => word.length > prefix.length && (isCompound(prefix) || !isCompound(word))
    return best(lists.beginningWith(prefix).filter(isOne), limit)
  }

  function neighbours(word: string, edits: 1 | 2, limit: number): string[] {
    const others = lists.near(word, edits).filter((other) => other !== word)
    return best(others, limit)
  }

  return { termOf, count, size: () => given, find, frequency, completions, neighbours }
}

/** Its parts are words of their own. */
function isCompound(word: string): boolean {
  return /[._]/.test(word)
}
