import 'server-only'
import { listChanges } from '@/lib/library'
import { once } from '@/lib/process'
import type { SearchRequest } from './answer'
import type { SearchAnswer } from './schema'
import { createSearch } from './search'

export type { SearchRequest } from './answer'

const theSearch = () => once('search', () => createSearch(listChanges))

/**
 * Answers a query (text of at most 200 characters and 24 words; `searchQuerySchema` reads it from an address).
 * What was published, changed or removed before the call is in the answer. An empty query has no hits.
 */
export async function search(request: SearchRequest): Promise<SearchAnswer> {
  return theSearch().search(request)
}

/** Builds the index now, so that the first query doesn't wait for it. */
export async function prepareSearch(): Promise<void> {
  await theSearch().prepare()
}
