import { getReadIds } from '@/lib/progress'
import { search } from '@/lib/search'
import type { SearchAnswer, SearchQuery } from '@/lib/search/schema'
import type { Viewer } from '@/lib/viewer'

/** Answers a query for a person; somebody signed out has read nothing. What was read is looked up only when it is asked for. */
export async function searchFor(viewer: Viewer | undefined, query: SearchQuery): Promise<SearchAnswer> {
  const asksForUnread = query.is.includes('unread') || /unread/i.test(query.q)
  return search(viewer && asksForUnread ? { ...query, readIds: await getReadIds(viewer) } : query)
}
