'use client'

import { fractionDone, isDone } from '@/lib/progress/transitions'
import { useKnownCards } from './known-cards'
import { useProgress } from './store'

/** A hairline filled to the share of a lesson that has been read: itself, its toy problems and its postmortems. */
export function LessonRuler({ lesson, total: all }: { lesson: number; total: number }) {
  const progress = useProgress()
  const records = useKnownCards().flatMap(({ id, lessons }) => (lessons[0] === lesson ? (progress[id] ?? []) : []))
  const done = records.filter(isDone).length
  // What is skipped leaves the count.
  const total = all - records.filter(({ state }) => state === 'skipped').length
  const fraction = fractionDone(done, total)
  return (
    <div
      role="img"
      aria-label={total === 0 ? 'Nothing to read yet' : `${done} of ${total} read`}
      className="relative mt-4 h-px bg-line-strong"
    >
      <div
        className="absolute -top-px h-[3px] w-full origin-left bg-accent transition-transform duration-200"
        style={{ transform: `scaleX(${fraction})` }}
      />
      {done > 0 && (
        <span aria-hidden className="absolute -top-5 right-0 bg-paper pl-2 text-meta tabular-nums text-ink-3">
          {done} of {total}
        </span>
      )}
    </div>
  )
}
