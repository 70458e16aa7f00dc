'use client'

import type { WrittenLesson } from '@/components/lists/written-lessons'
import { lessonNumber } from '@/components/ui/lesson-number'
import { useProgress } from './store'

/** The lessons that the reader has never opened. */
export function NotBegun({ lessons }: { lessons: WrittenLesson[] }) {
  const progress = useProgress()
  const open = lessons.filter(({ id }) => !progress[id])
  if (lessons.length === 0) return <p className="text-ink-2">There are no lessons yet.</p>
  if (open.length === 0) return <p className="text-ink-2">You have begun every lesson.</p>
  if (open.length === lessons.length) return <p className="text-ink-2">You have not begun a lesson.</p>
  return (
    <ul>
      {open.map(({ id, number, title, url, minutes }) => (
        <li key={id} className="flex items-baseline gap-4 border-b border-line py-2.5">
          <span className="numeral">{lessonNumber(number)}</span>
          <a href={url} className="quiet-link min-w-0 flex-1 text-ink">
            {title}
          </a>
          <span className="whitespace-nowrap text-meta text-ink-3">{minutes} min</span>
        </li>
      ))}
    </ul>
  )
}
