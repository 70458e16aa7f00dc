import { derive, type Catalogue } from './catalogue'
import type { DocumentOf, Postmortem, ToyProblem } from './document'
import { createCounter, type Counter, type FacetValue, type Readers } from './facets'
import { isKind } from './ordered'
import { documentsOf } from './relations'
import { hasOpenActions, type Kind, type PostmortemQuery, type ToyProblemQuery } from './schema'
import { openShelf } from './shelf'

/** How many documents a page of a list shows. */
export const pageSize = 20

/** One page of a list, and how much there is. */
export type Page<T> = { items: T[]; total: number; page: number; pages: number }
export type PostmortemList = Page<Postmortem> & {
  facets: Record<'lesson' | 'class' | 'severity' | 'year' | 'state' | 'checked' | 'baseline' | 'toy', FacetValue[]>
}
export type ToyProblemList = Page<ToyProblem> & { facets: Record<'lesson' | 'difficulty', FacetValue[]> }

const postmortemReaders: Readers<Postmortem, keyof PostmortemList['facets']> = {
  lesson: ({ lessons }) => lessons.map(String),
  class: ({ failureClass }) => failureClass,
  severity: ({ severity }) => [severity],
  year: ({ happened }) => [happened.slice(0, 4)],
  state: (document) => [hasOpenActions(document) ? 'open actions' : document.status],
  checked: ({ checks }) => [checks.length > 0 ? 'yes' : 'no'],
  toy: ({ toy }) => [toy ? 'yes' : 'no'],
  baseline: ({ failureClass, baseline }) => (failureClass.includes('evaluation') && !baseline ? ['none'] : []),
}

const toyReaders: Readers<ToyProblem, keyof ToyProblemList['facets']> = {
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
  chosen: Chosen<NoInfer<F>>,
  readers: Readers<DocumentOf<K>, F>,
): Filtered<DocumentOf<K>, F> {
  const isFiltered = Object.keys(readers).some((name) => chosen[name as F] !== undefined)
  return isFiltered ? filter(documentsOf(catalogue, kind), chosen, readers) : countAll(catalogue, kind, readers)
}

/** The count of all documents of a kind, brought up to date by those that have changed. */
export function countAll<K extends Kind, F extends string>(
  catalogue: Catalogue,
  kind: K,
  readers: Readers<DocumentOf<K>, F>,
): Filtered<DocumentOf<K>, F> {
  type Counted = Filtered<DocumentOf<K>, F> & { counter: Counter<DocumentOf<K>, F> }
  return derive<Counted>(catalogue, `all counted ${kind}`, (known) => {
    const passing = documentsOf(catalogue, kind)
    const counter = known?.value.counter ?? createCounter(readers)
    const has = isKind(kind)
    if (!known) for (const document of passing) counter.count(document, 1)
    for (const { before, document } of known?.changes ?? []) {
      if (before && has(before)) counter.count(before, -1)
      if (document && has(document)) counter.count(document, 1)
    }
    return { passing, counter, facets: counter.facets() }
  })
}

type Chosen<F extends string> = Readonly<Partial<Record<F, string | undefined>>>
type Filtered<T, F extends string> = { passing: readonly T[]; facets: Record<F, FacetValue[]> }

/** What passes the chosen filters, and how many each value of each would leave. */
export function filter<T, F extends string>(
  all: readonly T[],
  chosen: Chosen<NoInfer<F>>,
  readers: Readers<T, F>,
): Filtered<T, F> {
  const names = Object.keys(readers) as F[]
  const counter = createCounter(readers)
  const passing: T[] = []
  for (const document of all) {
    const failed = names.filter((name) => chosen[name] !== undefined && !readers[name](document).includes(chosen[name]))
    if (failed.length === 0) passing.push(document)
    // A filter's own counts leave that filter aside, so that another value of it can be chosen.
    if (failed.length < 2) counter.count(document, 1, failed.length === 0 ? names : failed)
  }
  return { passing, facets: counter.facets() }
}

/** The wanted page of what passes, or the last there is. */
export function pageOf<T>(items: readonly T[], wanted: number): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / pageSize))
  const page = Math.min(wanted, pages)
  return { items: items.slice((page - 1) * pageSize, page * pageSize), total: items.length, page, pages }
}
