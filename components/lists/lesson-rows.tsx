import type { LessonRow } from '@/lib/library/schema'
import { LessonRuler } from '@/components/progress/lesson-ruler'
import { LessonGlyph } from '@/components/progress/state-glyph'
import { lessonNumber } from '@/components/ui/lesson-number'

type Heading = 'h2' | 'h3'

/** The twelve lessons, each with its claim and a ruler filled to what has been read. */
export function LessonRows({ lessons, heading }: { lessons: LessonRow[]; heading: Heading }) {
  return (
    <ol>
      {lessons.map((lesson) => (
        <li key={lesson.number}>
          <div className="grid grid-cols-[3rem_minmax(0,1fr)] items-baseline gap-x-4 pt-5 md:grid-cols-[5rem_minmax(0,1fr)_auto]">
            <span aria-hidden className="numeral text-3xl leading-none md:text-[3.25rem]">
              {lessonNumber(lesson.number)}
            </span>
            <Title lesson={lesson} as={heading} />
            <p className="flex items-center gap-1.5 whitespace-nowrap text-meta text-ink-3 max-md:col-start-2 max-md:mt-1 md:flex-row-reverse">
              {counts(lesson)} <LessonGlyph lesson={lesson} />
            </p>
          </div>
          <LessonRuler lesson={lesson.number} total={lesson.atHome} />
        </li>
      ))}
    </ol>
  )
}

function Title({ lesson: { url, title, claim, number }, as: Heading }: { lesson: LessonRow; as: Heading }) {
  if (!url) return <p className="text-ink-3">Lesson {number} has not been written yet.</p>
  return (
    <div>
      <Heading className="font-serif text-xl font-semibold leading-snug">
        <a href={url} className="quiet-link text-ink">
          {title}
        </a>
      </Heading>
      <p className="mt-1 max-w-[64ch] text-ink-2">{claim}</p>
    </div>
  )
}

function counts({ minutes, toyProblems, postmortems }: LessonRow): string {
  const parts = [
    minutes && `${minutes} min`,
    toyProblems > 0 && `${toyProblems} toy ${toyProblems === 1 ? 'problem' : 'problems'}`,
    postmortems > 0 && `${postmortems} ${postmortems === 1 ? 'postmortem' : 'postmortems'}`,
  ]
  return parts.filter(Boolean).join(' · ')
}
