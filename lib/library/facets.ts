/** One value of a filter, and how many documents it leaves under the other filters. */
export type FacetValue = { value: string; count: number }

/** The values of each filter, for each the values a document has. */
export type Readers<T, F extends string> = Record<F, (document: T) => readonly string[]>

/** Counts how many documents have each value of each filter. */
export type Counter<T, F extends string> = {
  /** Adds a document (`by` 1) or takes one away (-1), for some filters alone if they are given. */
  count(document: T, by: 1 | -1, filters?: readonly F[]): void
  /** The values that some document has, in their order. */
  facets(): Record<F, FacetValue[]>
}

/** A counter that has counted nothing yet. */
export function createCounter<T, F extends string>(readers: Readers<T, F>): Counter<T, F> {
  const names = Object.keys(readers) as F[]
  const counts = new Map(names.map((name) => [name, new Map<string, number>()]))
  return {
    count(document, by, filters = names) {
      for (const name of filters) {
        const counted = counts.get(name)
        for (const value of readers[name](document)) counted?.set(value, (counted.get(value) ?? 0) + by)
      }
    },
    facets() {
      const listed = [...counts].map(([name, counted]) => [name, valuesOf(counted)] as const)
      return Object.fromEntries(listed) as Record<F, FacetValue[]>
    },
  }
}

function valuesOf(counted: ReadonlyMap<string, number>): FacetValue[] {
  const values = [...counted].map(([value, count]) => ({ value, count }))
  return values.filter(({ count }) => count > 0).sort(byValue)
}

function byValue(a: FacetValue, b: FacetValue): number {
  return a.value.localeCompare(b.value, 'en', { numeric: true })
}
