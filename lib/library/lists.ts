import { derive, type Catalogue } from './catalogue'
import type { DocumentOf, Postmortem, ToyProblem } from './document'
import { documentsOf } from './relations'
import { hasOpenActions, type Kind, type PostmortemQuery, type ToyProblemQuery } from './schema'
import { openShelf } from './shelf'

/** How many documents a page of a list shows. */
export const pageSize = 20

/** One value of a filter, and how many documents it leaves under the other filters. */
export type FacetValue = { value: string; count: number }

/** One page of a list, and how much there is. */
export type Page<T> = { items: T[]; total: number; page: number; pages: number }
export type PostmortemList = Page<Postmortem> & {
  facets: Record<'lesson' | 'class' | 'severity' | 'year' | 'state' | 'checked' | 'baseline' | 'toy', FacetValue[]>
}
export type ToyProblemList = Page<ToyProblem> & { facets: Record<'lesson' | 'difficulty', FacetValue[]> }

type Reader<T> = (document: T) => readonly string[]

const postmortemReaders: Record<keyof PostmortemList['facets'], Reader<Postmortem>> = {
  lesson: ({ lessons }) => lessons.map(String),
  class: ({ failureClass }) => failureClass,
  severity: ({ severity }) => [severity],
  year: ({ happened }) => [happened.slice(0, 4)],
  state: (document) => [hasOpenActions(document) ? 'open actions' : document.status],
  checked: ({ checks }) => [checks.length > 0 ? 'yes' : 'no'],
  toy: ({ toy }) => [toy ? 'yes' : 'no'],
  baseline: ({ failureClass, baseline }) => (failureClass.includes('evaluation') && !baseline ? ['none'] : []),
}

const toyReaders: Record<keyof ToyProblemList['facets'], Reader<ToyProblem>> = {
  lesson: ({ lessons }) => lessons.map(String),
  difficulty: ({ difficulty }) => [String(difficulty)],
}

/** Postmortems that pass the filters: newest first or by home lesson, 20 a page, with the counts of every filter. */
export async function listPostmortems(query: PostmortemQuery): Promise<PostmortemList> {
  const { catalogue } = await openShelf()
  const { facets, passing } = filterKind(catalogue, 'postmortem', query, postmortemReaders)
  const sorted =
    query.by === 'lesson' ? [...passing].sort((a, b) => (a.lessons[0] ?? 0) - (b.lessons[0] ?? 0)) : passing
  return { ...pageOf(sorted, query.page), facets }
}

/** Toy problems that pass the filters, by home lesson, 20 a page, with the counts of every filter. */
export async function listToyProblems(query: ToyProblemQuery): Promise<ToyProblemList> {
  const { catalogue } = await openShelf()
  const { facets, passing } = filterKind(catalogue, 'toy-problem', query, toyReaders)
  return { ...pageOf(passing, query.page), facets }
}

/** The same of all documents of a kind; without a filter it is counted once for all who ask. */
function filterKind<K extends Kind, F extends string>(
  catalogue: Catalogue,
  kind: K,
  chosen: Readonly<Partial<Record<NoInfer<F>, string | undefined>>>,
  readers: Record<F, Reader<DocumentOf<K>>>,
) {
  const count = () => filter(documentsOf(catalogue, kind), chosen, readers)
  const isFiltered = Object.keys(readers).some((name) => chosen[name as F] !== undefined)
  return isFiltered ? count() : derive(catalogue, `all counted ${kind}`, count)
}

/** What passes the chosen filters, and how many each value of each would leave. */
export function filter<T, F extends string>(
  all: readonly T[],
  chosen: Readonly<Partial<Record<NoInfer<F>, string | undefined>>>,
  readers: Record<F, Reader<T>>,
): { passing: T[]; facets: Record<F, FacetValue[]> } {
  const names = Object.keys(readers) as F[]
  const counts = new Map(names.map((name) => [name, new Map<string, number>()]))
  const passing: T[] = []
  for (const document of all) {
    const failed = names.filter((name) => chosen[name] !== undefined && !readers[name](document).includes(chosen[name]))
    if (failed.length === 0) passing.push(document)
    // A filter's own counts leave that filter aside, so that another value of it can be chosen.
    for (const name of failed.length === 0 ? names : failed.length === 1 ? failed : []) {
      for (const value of readers[name](document)) counts.get(name)?.set(value, (counts.get(name)?.get(value) ?? 0) + 1)
    }
  }
  const facets = Object.fromEntries(
    names.map((name) => [
      name,
      [...(counts.get(name) ?? [])].map(([value, count]) => ({ value, count })).sort(byValue),
    ]),
  ) as Record<F, FacetValue[]>
  return { passing, facets }
}

function byValue(a: FacetValue, b: FacetValue): number {
  return a.value.localeCompare(b.value, 'en', { numeric: true })
}

/** The wanted page of what passes, or the last there is. */
export function pageOf<T>(items: T[], wanted: number): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / pageSize))
  const page = Math.min(wanted, pages)
  return { items: items.slice((page - 1) * pageSize, page * pageSize), total: items.length, page, pages }
}
