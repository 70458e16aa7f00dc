import type { Metadata } from 'next'
import { ProgressPage } from '@/components/progress/progress-page'
import { getOverview } from '@/lib/library'
import { today } from '@/lib/today'
import { WithProgress } from '../../given'
import { requireReader } from '../../session'

export const metadata: Metadata = { title: 'Your progress', robots: { index: false } }

export default async function ProgressRoute() {
  const viewer = await requireReader()
  const { lessons } = await getOverview()
  return (
    <WithProgress viewer={viewer}>
      <ProgressPage lessons={lessons} today={today()} isSignedIn={viewer !== undefined} />
    </WithProgress>
  )
}
