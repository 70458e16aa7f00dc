'use client'

import type { WrittenLesson } from '@/components/lists/written-lessons'
import { lessonNumber } from '@/components/ui/lesson-number'
import { nextUp } from '@/lib/progress/next-up'
import { useKnownCards } from './known-cards'
import { lastRead } from './last-read'
import { useProgress } from './store'

/** Where to go on: the last document that is being read, at its last section; else the next lesson. */
export function ResumeCard({ lessons }: { lessons: WrittenLesson[] }) {
  const progress = useProgress()
  const last = lastRead(useKnownCards(), progress)
  if (!last) return <Next lesson={nextUp(lessons, progress)} hasBegun={Object.keys(progress).length > 0} />
  const { card, section, url, left } = last
  return (
    <section aria-label="Continue" data-kind={card.kind} className="kind-rule">
      <p className="eyebrow">Continue</p>
      <a href={url} className="quiet-link mt-1 block font-serif text-lg font-semibold leading-snug text-ink">
        {lessonNumber(card.lessons[0] ?? 0)} {card.title}
      </a>
      <p className="mt-1 text-meta text-ink-2">
        {section?.heading && `Section ‘${section.heading}’, `}
        {left}
      </p>
    </section>
  )
}

function Next({ lesson, hasBegun }: { lesson: WrittenLesson | undefined; hasBegun: boolean }) {
  if (!lesson) return null
  if (!hasBegun) {
    return (
      <section aria-label="Begin" className="md:self-end md:justify-self-end">
        <a href={lesson.url} className="button button-primary">
          Start with lesson {lessonNumber(lesson.number)}
        </a>
      </section>
    )
  }
  return (
    <section aria-label="Next up" data-kind="lesson" className="kind-rule">
      <p className="eyebrow">Next up</p>
      <a href={lesson.url} className="quiet-link mt-1 block font-serif text-lg font-semibold leading-snug text-ink">
        {lessonNumber(lesson.number)} {lesson.title}
      </a>
    </section>
  )
}
