import { bitsOf, isWithin, lettersOf } from './edits'

/** Words by how they begin and by their length, so that few of them are looked at. */
export type WordLists = {
  /** Adds a word that is not there. */
  add(word: string): void
  remove(word: string): void
  /** Those that begin with `prefix`, in no order. */
  beginningWith(prefix: string): string[]
  /** Those at most so many typing errors away, in no order. */
  near(word: string, edits: 1 | 2): string[]
}

type Bucket = { words: string[]; letters: number[] }

const startLength = 2

/** Lists without a word. */
export function createWordLists(): WordLists {
  const byStart = new Map<string, string[]>()
  const byLength = new Map<number, Bucket>()
  const startOf = (word: string) => word.slice(0, startLength)

  function add(word: string): void {
    valueIn(byStart, startOf(word), (): string[] => []).push(word)
    const { words, letters } = valueIn(byLength, word.length, (): Bucket => ({ words: [], letters: [] }))
    words.push(word)
    letters.push(lettersOf(word))
  }

  function remove(word: string): void {
    const same = byStart.get(startOf(word)) ?? []
    takeOut(same, same.indexOf(word))
    const { words, letters } = byLength.get(word.length) ?? { words: [], letters: [] }
    const at = words.indexOf(word)
    takeOut(words, at)
    takeOut(letters, at)
  }

  function beginningWith(prefix: string): string[] {
    const start = startOf(prefix)
    const lists =
      start.length === startLength
        ? [byStart.get(start) ?? []]
        : [...byStart].filter(([key]) => key.startsWith(start)).map(([, list]) => list)
    return lists.flatMap((list) => list.filter((word) => word.startsWith(prefix)))
  }

  function near(word: string, edits: 1 | 2): string[] {
    const wanted = lettersOf(word)
    const found: string[] = []
    for (let length = word.length - edits; length <= word.length + edits; length += 1) {
      const { words, letters } = byLength.get(length) ?? { words: [], letters: [] }
      for (const [index, other] of words.entries()) {
        if (bitsOf(wanted ^ (letters[index] ?? 0)) > 2 * edits) continue
        if (isWithin(edits, word, other)) found.push(other)
      }
    }
    return found
  }

  return { add, remove, beginningWith, near }
}

// The last takes its place: the order means nothing.
function takeOut(list: unknown[], at: number): void {
  if (at < 0) return
  const last = list.pop()
  if (at < list.length) list[at] = last
}

function valueIn<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}
