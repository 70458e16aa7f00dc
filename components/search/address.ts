import { listNames, searchLimits, type SearchQuery } from '@/lib/search/schema'

/** The address of a search with all its filters, at its first page unless an offset is given. */
export function searchAddress({ offset = 0, ...query }: Omit<SearchQuery, 'offset'> & { offset?: number }): string {
  const parameters = new URLSearchParams({ q: query.q })
  for (const name of listNames) for (const value of query[name]) parameters.append(name, String(value))
  if (query.after) parameters.set('after', query.after)
  if (query.before) parameters.set('before', query.before)
  if (query.limit !== searchLimits.defaultHits) parameters.set('limit', String(query.limit))
  if (offset > 0) parameters.set('offset', String(offset))
  return `/search?${parameters}`
}
