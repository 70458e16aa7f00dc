/** The terms of the index, numbered, with the number of rows each stands in. */
export type Vocabulary = {
  /** The number of a term, given on first sight. */
  numberOf(term: string): number
  /** Adds `by` rows (negative to take away) to a numbered term. */
  count(number: number, by: number): void
  /** The number of a term that stands in at least one row. */
  find(term: string): number | undefined
  /** In how many rows a term stands. */
  frequency(term: string): number
  /** Terms that begin with `prefix` and are longer, the most frequent first. */
  completions(prefix: string, limit: number): string[]
  /** Terms one typing error away (a letter wrong, missing, too many, or two swapped), the most frequent first. */
  neighbours(word: string, limit: number): string[]
}

/** An empty vocabulary. */
export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>()
  const frequencies: number[] = []
  const terms: string[] = []
  const byStart = new Map<string, string[]>()
  const byLength = new Map<number, string[]>()

  const frequency = (term: string) => frequencies[numbers.get(term) ?? -1] ?? 0
  const best = (found: string[], limit: number) =>
    found.sort((a, b) => frequency(b) - frequency(a) || (a < b ? -1 : 1)).slice(0, limit)

  function numberOf(term: string): number {
    const known = numbers.get(term)
    if (known !== undefined) return known
    const number = terms.push(term) - 1
    numbers.set(term, number)
    frequencies[number] = 0
    listIn(byStart, term.slice(0, 2)).push(term)
    listIn(byLength, term.length).push(term)
    return number
  }

  function completions(prefix: string, limit: number): string[] {
    const start = prefix.slice(0, 2)
    const lists =
      start.length === 2
        ? [byStart.get(start) ?? []]
        : [...byStart].filter(([key]) => key.startsWith(start)).map(([, list]) => list)
    const found = lists.flatMap((list) =>
      list.filter((term) => term.length > prefix.length && term.startsWith(prefix) && frequency(term) > 0),
    )
    return best(found, limit)
  }

  function neighbours(word: string, limit: number): string[] {
    const lists = [-1, 0, 1].map((more) => byLength.get(word.length + more) ?? [])
    return best(
      lists.flatMap((list) => list.filter((term) => isOneEdit(word, term) && frequency(term) > 0)),
      limit,
    )
  }

  return {
    numberOf,
    count: (number, by) => {
      frequencies[number] = (frequencies[number] ?? 0) + by
    },
    find: (term) => (frequency(term) > 0 ? numbers.get(term) : undefined),
    frequency,
    completions,
    neighbours,
  }
}

/** Whether exactly one letter is wrong, missing or too many, or two neighbours are swapped. */
export function isOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1 || a === b) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  let end = 0
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1
  const left = long.length - start - end
  if (left === 1) return true
  return (
    left === 2 && short.length === long.length && short[start] === long[start + 1] && short[start + 1] === long[start]
  )
}

function listIn<K>(lists: Map<K, string[]>, key: K): string[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}
