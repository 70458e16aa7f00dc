import type { LibraryDocument } from '@/lib/library'
import { hasOpenActions, lessonNumbers, severities } from '@/lib/library/schema'
import { normalise } from './analyse'
import { bestOf } from './best'
import { dayOf, type Column, type Documents, type Value } from './documents'
import { listNames, searchKinds, type Facets, type FacetName, type Filters } from './schema'

/** Those that are listed even when no hit has them. */
const always: Partial<Record<FacetName, readonly Value[]>> = {
  kind: searchKinds,
  lesson: lessonNumbers,
  severity: severities,
}

const mostValues = 12

/** Who asks, as far as filters need to know: the documents that person has read. */
export type Asker = { readIds: ReadonlySet<string> }

/** The filters of the words of a query and of its parameters together. */
export function bothFilters(a: Filters, b: Filters): Filters {
  const lists = Object.fromEntries(listNames.map((name) => [name, [...new Set([...a[name], ...b[name]])]]))
  return { ...a, ...b, before: a.before ?? b.before, after: a.after ?? b.after, ...lists }
}

/** Which documents are narrowed, by their numbers, and to what. */
type Narrowing<T> = { all: T[]; documents: Documents; filters: Filters; asker: Asker }

/**
 * Those that pass all filters, and what they can be narrowed to: each facet counts what passes all filters but its own.
 */
export function narrow<T extends { number: number }>({
  all,
  documents,
  filters,
  asker,
}: Narrowing<T>): {
  found: T[]
  facets: Facets
} {
  const passesRest = restOf(filters, asker)
  const rest = all.filter(({ number }) => {
    const document = documents.at(number)
    return document !== undefined && (!passesRest || passesRest(document))
  })
  const failures = failuresOf(rest, documents.columns, filters)
  const facets = documents.columns.map((column, place) => {
    const counts = countsOf(column, numbersOf(rest, failures, place))
    return [column.name, listed(column, counts, filters[column.name])]
  })
  const found = rest.filter((_, index) => failures[index] === none)
  return { found, facets: Object.fromEntries(facets) as Facets }
}

/** The numbers of those that nothing keeps out, or only the facet at that place. */
function numbersOf(all: { number: number }[], failures: Int8Array, place: number): Int32Array {
  const numbers = new Int32Array(all.length)
  let size = 0
  for (let index = 0; index < all.length; index += 1) {
    if (failures[index] === none || failures[index] === place) numbers[size++] = all[index]?.number ?? 0
  }
  return numbers.subarray(0, size)
}

// By index: an iterator over thousands of documents and seven facets costs more than the counting.
function countsOf({ values, first, others }: Column, numbers: Int32Array): Int32Array {
  const sums = new Int32Array(values.length)
  for (const number of numbers) {
    const id = first[number] ?? -1
    if (id === -1) continue
    sums[id] = (sums[id] ?? 0) + 1
    const more = others[number]
    // Asked first: most have none, and walking an empty list costs as much as the rest.
    if (more) for (const other of more) sums[other] = (sums[other] ?? 0) + 1
  }
  return sums
}

const none = -1
const several = -2

/** For each document the place of the one facet that keeps it out; `none`, or `several`. */
function failuresOf(all: { number: number }[], columns: readonly Column[], filters: Filters): Int8Array {
  const failures = new Int8Array(all.length).fill(none)
  for (const [place, column] of columns.entries()) {
    if (filters[column.name].length === 0) continue
    const chosen = chosenOf(column, filters[column.name])
    for (const [index, { number }] of all.entries()) {
      const passes = chosen.has(column.first[number] ?? -1) || column.others[number]?.some((id) => chosen.has(id))
      if (!passes) failures[index] = failures[index] === none ? place : several
    }
  }
  return failures
}

/** The numbers of the values that are the same as one that was chosen. */
function chosenOf({ values }: Column, chosen: readonly Value[]): Set<number> {
  if (chosen.length === 0) return new Set()
  const ids = values.flatMap((value, id) => (chosen.some((one) => isSame(one, value)) ? [id] : []))
  return new Set(ids)
}

function listed(column: Column, counts: Int32Array, chosen: readonly Value[]): { value: Value; count: number }[] {
  const { name, values, numberOf } = column
  const as = (id: number) => ({ value: values[id] ?? '', count: counts[id] ?? 0 })
  const fixed = always[name]
  if (fixed) return fixed.map((value) => ({ ...as(numberOf.get(value) ?? -1), value }))
  const order = {
    by: (id: number) => counts[id] ?? 0,
    tie: (a: number, b: number) => ((values[a] ?? '') < (values[b] ?? '') ? -1 : 1),
  }
  const isChosen = chosenOf(column, chosen)
  const others: number[] = []
  for (let id = 0; id < counts.length; id += 1) if (order.by(id) > 0 && !isChosen.has(id)) others.push(id)
  // As they were chosen, so that each is found again as one: the library may write it otherwise, and in several ways.
  const kept = chosen.map((one) => {
    const same = [...isChosen].filter((id) => isSame(one, values[id] ?? ''))
    return { value: one, count: same.reduce((sum, id) => sum + order.by(id), 0) }
  })
  kept.sort((a, b) => b.count - a.count)
  return [...kept, ...bestOf(others, mostValues, order).map(as)].slice(0, mostValues)
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (typeof a === 'string' && typeof b === 'string' && normalise(a) === normalise(b))
}

/** What documents must pass besides the facets; undefined when all do. */
function restOf(
  { is, before, after }: Filters,
  { readIds }: Asker,
): ((document: LibraryDocument) => boolean) | undefined {
  if (is.length === 0 && before === undefined && after === undefined) return undefined
  return (document) => {
    if (is.includes('unread') && readIds.has(document.id)) return false
    if (is.includes('open') && !(document.kind === 'postmortem' && hasOpenActions(document))) return false
    const day = dayOf(document)
    return (before === undefined || lastDayOf(day) < before) && (after === undefined || day > after)
  }
}

// Of a case that is dated by its year or month alone, all of that lies before.
function lastDayOf(day: string): string {
  return day + '-12-31'.slice(day.length - 4)
}
