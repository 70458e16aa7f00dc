import type { DocumentCard, LessonRow } from '@/lib/library/schema'
import { LessonGlyph, StateGlyph } from '@/components/progress/state-glyph'
import { lessonNumber } from '@/components/ui/lesson-number'

/** The element that the bottom bar opens on small screens. */
export const contentsId = 'contents'

type Props = {
  lessons: LessonRow[]
  /** Number of the lesson that is open. */
  open: number
  /** What is at home in the open lesson, at most a handful. */
  inside: DocumentCard[]
  /** Id of the document that the page shows. */
  current: string
}

/** The twelve lessons; the one of this page is open and lists what is at home there. */
export function LessonSidebar({ lessons, open, inside, current }: Props) {
  return (
    <nav aria-label="Lessons">
      <ol>
        {lessons.map((lesson) => (
          <li key={lesson.number} className="border-b border-line last:border-0">
            <LessonLink lesson={lesson} isCurrent={lesson.id === current} isOpen={lesson.number === open} />
            {lesson.number === open && inside.length > 0 && <Inside inside={inside} current={current} />}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function LessonLink({ lesson, isCurrent, isOpen }: { lesson: LessonRow; isCurrent: boolean; isOpen: boolean }) {
  if (!lesson.url) {
    return (
      <span className="flex gap-3 py-2 text-ui text-ink-3">
        <span className="numeral text-ui">{lessonNumber(lesson.number)}</span> Not written yet
      </span>
    )
  }
  return (
    <a
      href={lesson.url}
      aria-current={isCurrent ? 'page' : undefined}
      className={`quiet-link flex gap-3 py-2 text-ui leading-snug ${isOpen ? 'font-semibold text-ink' : 'text-ink-2'}`}
    >
      <span className="numeral text-ui">{lessonNumber(lesson.number)}</span>
      <span className="min-w-0 flex-1">{lesson.title}</span>
      <LessonGlyph lesson={lesson} />
    </a>
  )
}

const words = { lesson: 'Lesson', 'toy-problem': 'Toy', postmortem: 'Postmortem' }

function Inside({ inside, current }: { inside: DocumentCard[]; current: string }) {
  return (
    <ul className="mb-3 ml-7">
      {inside.map((card) => (
        <li key={card.id} data-kind={card.kind}>
          <a
            href={card.url}
            aria-current={card.id === current ? 'page' : undefined}
            className="quiet-link flex items-baseline gap-2 border-l-2 border-transparent py-1 pl-3 text-meta text-ink-2 aria-[current=page]:border-kind aria-[current=page]:font-semibold aria-[current=page]:text-ink"
          >
            <span className="min-w-0 flex-1">
              <span className="text-kind">{words[card.kind]}</span> {card.title}
            </span>
            <StateGlyph of={card} />
          </a>
        </li>
      ))}
    </ul>
  )
}
