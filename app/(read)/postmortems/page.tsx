import type { Metadata } from 'next'
import { PostmortemListPage } from '@/components/postmortem/postmortem-list-page'
import { getOverview, listPostmortems } from '@/lib/library'
import { postmortemQuerySchema } from '@/lib/library/schema'
import { withFeed } from '../../feed-links'
import { firstValues, type SearchParams } from '../search-params'
import { requireReader } from '../../session'

export const metadata: Metadata = {
  title: 'Postmortems',
  ...withFeed('/postmortems', { kind: 'postmortem' }, 'Postmortems'),
}

export default async function PostmortemsRoute({ searchParams }: { searchParams: SearchParams }) {
  await requireReader()
  const query = postmortemQuerySchema.parse(await firstValues(searchParams))
  const [list, { lessons }] = await Promise.all([listPostmortems(query), getOverview()])
  return <PostmortemListPage list={list} query={query} lessons={lessons} />
}
