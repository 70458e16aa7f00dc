import type { DocumentCard, Lesson, LessonView } from '@/lib/library/schema'
import type { ProgressRecord } from '@/lib/progress/schema'
import { DocumentPage } from '@/components/document/document-page'
import { EditLink } from '@/components/document/edit-link'
import { lessonNumber } from '@/components/ui/lesson-number'
import { LessonEvidence, MarginEvidence } from './lesson-evidence'

type Props = {
  lesson: Lesson
  view: LessonView
  today: string
  record: ProgressRecord | undefined
  similar: DocumentCard[]
  /** For admins. */
  mayEdit: boolean
}

/** The page of a lesson: its toy problems and postmortems stand where the text speaks of them, and in the margin. */
export function LessonPage({ lesson, view, today, record, similar, mayEdit }: Props) {
  const { number, body } = lesson
  const tryIt = (
    <LessonEvidence
      cards={view.toyProblems}
      total={view.totals.toyProblems}
      allHref={`/toy-problems?lesson=${number}`}
      what="toy problems"
      empty="No toy problem shows this lesson yet."
    />
  )
  const happened = (
    <LessonEvidence
      cards={view.postmortems}
      total={view.totals.postmortems}
      allHref={`/postmortems?lesson=${number}`}
      what="postmortems"
      empty="No postmortem shows this lesson yet."
    />
  )
  const has = (id: string) => body.headings.some((heading) => heading.id === id)
  return (
    <DocumentPage
      document={lesson}
      around={view}
      today={today}
      record={record}
      similar={similar}
      eyebrow={`Lesson ${lessonNumber(number)} · ${body.minutes} min`}
      after={{ 'try-it': tryIt, 'what-happened': happened }}
      tail={
        <>
          {!has('try-it') && view.toyProblems.length > 0 && <Aside heading="Try it">{tryIt}</Aside>}
          {!has('what-happened') && view.postmortems.length > 0 && <Aside heading="What happened">{happened}</Aside>}
        </>
      }
      links={
        mayEdit && (
          <p className="no-print mt-6">
            <EditLink id={lesson.id} />
          </p>
        )
      }
      margin={
        <>
          <MarginEvidence cards={view.toyProblems} heading="Try it" />
          <MarginEvidence cards={view.postmortems} heading="What happened" />
        </>
      }
    />
  )
}

function Aside({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <section className="prose">
      <h2>{heading}</h2>
      {children}
    </section>
  )
}
