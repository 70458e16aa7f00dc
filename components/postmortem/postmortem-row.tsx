import type { Postmortem } from '@/lib/library/schema'
import { StateGlyph } from '@/components/progress/state-glyph'
import { lessonNumber } from '@/components/ui/lesson-number'
import { momentText } from '@/components/ui/moment'
import { SeverityBadge } from './severity-badge'

/** A postmortem in a list. */
export function PostmortemRow({ postmortem }: { postmortem: Postmortem }) {
  const { url, title, summary, severity, failureClass, happened, lessons, toy } = postmortem
  return (
    <li data-kind="postmortem" className="border-b border-line py-4">
      <div className="flex items-baseline gap-3">
        <a href={url} className="min-w-0 font-serif text-lg font-semibold leading-snug text-kind!">
          {title}
        </a>
        <span className="ml-auto">
          <StateGlyph of={postmortem} />
        </span>
      </div>
      <p className="mt-1 max-w-[70ch] text-ink-2">{summary}</p>
      <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-ink-3">
        <SeverityBadge severity={severity} />
        <span>{failureClass[0]}</span>
        <span className="tabular-nums">{momentText(happened)}</span>
        <span className="tabular-nums">
          {lessons.length === 1 ? 'Lesson' : 'Lessons'} {lessons.map(lessonNumber).join(', ')}
        </span>
        {toy && <span className="text-toy">With a toy problem</span>}
      </p>
    </li>
  )
}
