'use client'

import type { WrittenLesson } from '@/components/lists/written-lessons'
import { lessonNumber } from '@/components/ui/lesson-number'
import { nextUp } from '@/lib/progress/next-up'
import { useKnownCards } from './known-cards'
import { useProgress } from './store'

type Card = ReturnType<typeof useKnownCards>[number]

/** Where to go on: the last document that is being read, at its last section; else the next lesson. */
export function ResumeCard({ lessons }: { lessons: WrittenLesson[] }) {
  const progress = useProgress()
  const cards = useKnownCards()
  const last = cards
    .filter(({ id }) => progress[id]?.state === 'reading')
    .sort((a, b) => seen(b.id).localeCompare(seen(a.id)))[0]
  function seen(id: string): string {
    return progress[id]?.lastSeenAt ?? ''
  }
  if (!last) return <Next lesson={nextUp(lessons, progress)} hasBegun={Object.keys(progress).length > 0} />
  const section = progress[last.id]?.lastSection
  return (
    <section aria-label="Continue" data-kind={last.kind} className="kind-rule">
      <p className="eyebrow">Continue</p>
      <a
        href={section?.id ? `${last.url}#${section.id}` : last.url}
        className="quiet-link mt-1 block font-serif text-lg font-semibold leading-snug text-ink"
      >
        {lessonNumber(last.lessons[0] ?? 0)} {last.title}
      </a>
      <p className="mt-1 text-meta text-ink-2">
        {section?.heading && `Section ‘${section.heading}’, `}
        {timeLeft(last, section?.part)}
      </p>
    </section>
  )
}

// A problem takes the time it takes, wherever its text was left; and where that was is not always known.
function timeLeft({ kind, minutes }: Card, part: number | undefined): string {
  if (kind === 'toy-problem' || part === undefined) return `${minutes} min`
  return `${Math.max(1, Math.ceil(minutes * (1 - part)))} min left`
}

function Next({ lesson, hasBegun }: { lesson: WrittenLesson | undefined; hasBegun: boolean }) {
  if (!lesson) return null
  if (!hasBegun) {
    return (
      <section aria-label="Begin" className="md:justify-self-end">
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
