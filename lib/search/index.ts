import 'server-only'
import { listCards, listChanges, type DocumentCard } from '@/lib/library'
import { config } from '@/lib/config'
import type { Problem } from '@/lib/markup/schema'
import { once } from '@/lib/process'
import { hasRole, type Viewer } from '@/lib/viewer'
import type { SearchRequest } from './answer'
import type { SearchAnswer, SimilarQuery } from './schema'
import { listMissed, noteMissedSearch } from './missed'
import { createSearch } from './search'
import type { MissedSearch } from './store'
import { checkSynonyms, followSynonyms } from './synonyms'

export type { SearchRequest } from './answer'
export { forgetMissed } from './missed'
export type { MissedSearch } from './store'

const theSearch = () =>
  once('search', () => {
    const report = (problem: string) => console.error(problem)
    return createSearch(listChanges, followSynonyms(config().contentDir, report))
  })

/**
 * Answers a query (text of at most 200 characters and 24 words; `searchQuerySchema` reads it from an address).
 * What was published, changed or removed before the call is in the answer. An empty query has no hits.
 */
export async function search(request: SearchRequest): Promise<SearchAnswer> {
  return theSearch().search(request)
}

/**
 * The documents nearest to one of the library or to a text, the nearest first, by the same index as `search`. None when
 * nothing comes near, or when there is no document with that id.
 */
export async function similarTo(query: SimilarQuery): Promise<DocumentCard[]> {
  const documents = await theSearch().similarTo(query)
  return listCards(documents.map(({ id }) => id))
}

/**
 * Counts a query of which nothing was opened, for admins to see what is missing; who reports it (`from`) is told apart
 * to limit how many, and not kept. Throws `rate-limited`.
 */
export function noteMissed({ q, from }: { q: string; from: string }): Promise<void> {
  return noteMissedSearch({ text: q, from, hasHits: async (text) => (await countOf(text)) > 0 })
}

/**
 * The queries that led to nothing most often, at most 50, each with how many documents answer it now. Throws
 * `unauthenticated` and `forbidden` for others than admins.
 */
export async function listMissedSearches(viewer: Viewer | undefined): Promise<(MissedSearch & { now: number })[]> {
  const missed = await listMissed(viewer)
  return Promise.all(missed.map(async (one) => ({ ...one, now: await countOf(one.text) })))
}

async function countOf(q: string): Promise<number> {
  return (await search({ q, limit: 1 })).total
}

/** Builds the index now, so that the first query doesn't wait for it. */
export async function prepareSearch(): Promise<void> {
  await theSearch().prepare()
}

/** Why the team's synonyms are not taken up as their file is now, as far as it concerns the viewer: nothing for all but admins. */
export async function listSynonymProblems(viewer: Viewer | undefined): Promise<Problem[]> {
  return hasRole(viewer, 'admin') ? checkSynonyms(config().contentDir) : []
}
