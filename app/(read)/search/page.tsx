import type { Metadata } from 'next'
import { SearchPage } from '@/components/search/search-page'
import { getOverview } from '@/lib/library'
import { searchQuerySchema } from '@/lib/search/schema'
import { searchFor } from '../../search-for'
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
  const viewer = await requireReader()
  const given = await searchParams
  const query = searchQuerySchema.safeParse(given)
  const { lessons } = await getOverview()
  const typed = typeof given.q === 'string' ? given.q : ''
  const page = { lessons, isSignedIn: viewer !== undefined }
  if (!query.success) return <SearchPage {...page} typed={typed} problem={query.error.issues[0]?.message ?? ''} />
  const answer = await searchFor(viewer, query.data)
  return <SearchPage {...page} typed={query.data.q} query={query.data} answer={answer} />
}
