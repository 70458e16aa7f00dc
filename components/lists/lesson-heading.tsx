import type { LessonRow } from '@/lib/library/schema'
import { lessonNumber } from '@/components/ui/lesson-number'

/** The heading of a group of documents at home in one lesson. */
export function LessonHeading({ lesson, number }: { lesson: LessonRow | undefined; number: number }) {
  return (
    <h2 className="flex items-baseline gap-3 border-b border-line-strong pb-2 pt-4 font-sans text-ui font-semibold">
      <span className="numeral text-lg">{lessonNumber(number)}</span>
      {lesson?.url ? (
        <a href={lesson.url} className="quiet-link text-ink">
          {lesson.title}
        </a>
      ) : (
        <span>Lesson {number}</span>
      )}
    </h2>
  )
}
