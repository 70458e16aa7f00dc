import type { Metadata } from 'next'
import { NotForYou } from '@/components/accounts/not-for-you'
import { ContentPage } from '@/components/content/content-page'
import { getHealth } from '@/lib/library'
import { listSynonymProblems } from '@/lib/search'
import { requireViewer } from '../../session'

export const metadata: Metadata = { title: 'Content', robots: { index: false } }

export default async function ContentRoute() {
  const viewer = await requireViewer('admin')
  if (!viewer) return <NotForYou />
  const [health, synonyms] = await Promise.all([getHealth(viewer), listSynonymProblems(viewer)])
  return <ContentPage health={health} synonyms={synonyms} />
}
