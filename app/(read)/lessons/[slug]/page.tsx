import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { LessonPage } from '@/components/lesson/lesson-page'
import { getDocument, getLessonView } from '@/lib/library'
import { today } from '@/lib/today'
import { WithRecord } from '../../../given'
import { mayRead, requireReader } from '../../../session'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await mayRead())) return {}
  const lesson = await getDocument({ kind: 'lesson', slug: (await params).slug })
  return lesson ? { title: lesson.title, description: lesson.summary, alternates: { canonical: lesson.url } } : {}
}

export default async function LessonRoute({ params }: Props) {
  const viewer = await requireReader()
  const { slug } = await params
  const lesson = await getDocument({ kind: 'lesson', slug })
  if (!lesson) notFound()
  if (lesson.slug !== slug) permanentRedirect(lesson.url)
  const view = await getLessonView(lesson)
  return (
    <WithRecord viewer={viewer} documentId={lesson.id}>
      {(record) => <LessonPage lesson={lesson} view={view} today={today()} record={record} />}
    </WithRecord>
  )
}
