import type { Hit } from '@/lib/search/schema'
import { StateGlyph } from '@/components/progress/state-glyph'
import { lessonNumber } from '@/components/ui/lesson-number'

const kindWords = { lesson: 'Lesson', 'toy-problem': 'Toy problem', postmortem: 'Postmortem' }

/** One hit: its document, the section that answers, and the passage with the words marked. */
export function SearchHit({ hit }: { hit: Hit }) {
  return (
    <li data-kind={hit.kind} className="border-b border-line py-4">
      <p className="flex flex-wrap items-center gap-x-2 text-meta text-ink-3">
        <span className="font-semibold text-kind">{kindWords[hit.kind]}</span>
        <span className="tabular-nums">
          {hit.lessons.length === 1 ? 'Lesson' : 'Lessons'} {hit.lessons.map(lessonNumber).join(', ')}
        </span>
        <StateGlyph of={hit} />
      </p>
      <h2 className="mt-0.5 text-lg leading-snug">
        <a href={hit.url}>
          {hit.title}
          {hit.section.heading && <span className="font-normal"> › {hit.section.heading}</span>}
        </a>
      </h2>
      <p className="mt-1 max-w-[72ch] text-ink-2">
        {hit.snippet.map(({ text, match }, index) =>
          match ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
        )}
      </p>
    </li>
  )
}
