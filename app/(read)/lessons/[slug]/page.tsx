import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { LessonPage } from '@/components/lesson/lesson-page'
import { getDocument, getLessonView } from '@/lib/library'
import { today } from '@/lib/today'
import { hasRole } from '@/lib/viewer'
import { withFeed } from '../../../feed-links'
import { WithRecord } from '../../../given'
import { mayRead, requireReader } from '../../../session'
import { similarPages } from '../../similar-pages'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await mayRead())) return {}
  const lesson = await getDocument({ kind: 'lesson', slug: (await params).slug })
  if (!lesson) return {}
  const { title, summary, url, number } = lesson
  return { title, description: summary, ...withFeed(url, { lesson: number }, `Lesson ${number}: ${title}`) }
}

export default async function LessonRoute({ params }: Props) {
  const viewer = await requireReader()
  const { slug } = await params
  const lesson = await getDocument({ kind: 'lesson', slug })
  if (!lesson) notFound()
  if (lesson.slug !== slug) permanentRedirect(lesson.url)
  const view = await getLessonView(lesson)
  const similar = await similarPages(lesson.id, [...view.toyProblems, ...view.postmortems])
  return (
    <WithRecord viewer={viewer} documentId={lesson.id}>
      {(record) => (
        <LessonPage {...{ lesson, view, record, similar }} mayEdit={hasRole(viewer, 'admin')} today={today()} />
      )}
    </WithRecord>
  )
}
