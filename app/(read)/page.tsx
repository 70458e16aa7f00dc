import type { Metadata } from 'next'
import { HomePage } from '@/components/lists/home-page'
import { countRefused, getOverdue, getOverview } from '@/lib/library'
import { listSynonymProblems } from '@/lib/search'
import { today } from '@/lib/today'
import { withFeed } from '../feed-links'
import { WithProgress } from '../given'
import { requireReader } from '../session'

export const metadata: Metadata = withFeed('/', {}, 'Everything')

export default async function Home() {
  const viewer = await requireReader()
  const [overview, overdue, documents, synonyms] = await Promise.all([
    getOverview(),
    getOverdue(today()),
    countRefused(viewer),
    listSynonymProblems(viewer),
  ])
  const refused = documents + (synonyms.length > 0 ? 1 : 0)
  return (
    <WithProgress viewer={viewer}>
      <HomePage overview={overview} overdue={overdue} refused={refused} />
    </WithProgress>
  )
}
