import type { Metadata } from 'next'
import { SearchPage } from '@/components/search/search-page'
import { getOverview } from '@/lib/library'
import { search } from '@/lib/search'
import { searchQuerySchema } from '@/lib/search/schema'
import { requireReader } from '../../session'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q } = await searchParams
  return {
    title: typeof q === 'string' && q.trim() !== '' ? `Search: ${q.slice(0, 80)}` : 'Search',
    robots: { index: false },
  }
}

export default async function SearchRoute({ searchParams }: Props) {
  await requireReader()
  const given = await searchParams
  const query = searchQuerySchema.safeParse(given)
  const { lessons } = await getOverview()
  const typed = typeof given.q === 'string' ? given.q : ''
  if (!query.success)
    return <SearchPage typed={typed} lessons={lessons} problem={query.error.issues[0]?.message ?? ''} />
  return <SearchPage typed={query.data.q} lessons={lessons} query={query.data} answer={await search(query.data)} />
}
