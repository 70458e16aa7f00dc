import type { Metadata } from 'next'
import { FeedLink } from '@/components/lists/feed-link'
import { LessonRows } from '@/components/lists/lesson-rows'
import { getOverview } from '@/lib/library'
import { withFeed } from '../../feed-links'
import { WithProgress } from '../../given'
import { requireReader } from '../../session'

export const metadata: Metadata = { title: 'Lessons', ...withFeed('/lessons', { kind: 'lesson' }, 'Lessons') }

export default async function LessonsPage() {
  const viewer = await requireReader()
  const { lessons } = await getOverview()
  return (
    <>
      <header className="kind-rule">
        <h1 className="title">Lessons</h1>
        <p className="mt-2 max-w-[62ch] text-ink-2">
          Twelve things learned in a first year of machine-learning engineering, each with its reasons, a checklist, a
          worked example, problems to try and cases where it was forgotten.
        </p>
        <p className="mt-2">
          <FeedLink of={{ kind: 'lesson' }} />
        </p>
      </header>
      <div className="mt-4">
        <WithProgress viewer={viewer}>
          <LessonRows lessons={lessons} heading="h2" />
        </WithProgress>
      </div>
    </>
  )
}
