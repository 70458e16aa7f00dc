import type { Hit } from '@/lib/search/schema'
import { StateGlyph } from '@/components/progress/state-glyph'
import { lessonNumber } from '@/components/ui/lesson-number'
import { kindWords } from './facets'
import { Snippet } from './snippet'

/** One hit: its document, the section that answers best with the words marked, and other sections that answer as well. */
export function SearchHit({ hit }: { hit: Hit }) {
  return (
    <li data-kind={hit.kind} className="border-b border-line py-4">
      <p className="flex flex-wrap items-center gap-x-2 text-meta text-ink-3">
        <span className="font-semibold text-kind">{kindWords[hit.kind].one}</span>
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
        <Snippet parts={hit.snippet} />
      </p>
      {hit.more.length > 0 && <OtherSections hit={hit} />}
    </li>
  )
}

function OtherSections({ hit }: { hit: Hit }) {
  return (
    <ul
      aria-label={`Other sections of ${hit.title}`}
      className="mt-3 grid max-w-[72ch] gap-2 border-l border-line pl-4"
    >
      {hit.more.map(({ id, heading, url, snippet }) => (
        <li key={id} className="text-meta">
          <h3 className="text-ui font-semibold">
            <a href={url}>{heading}</a>
          </h3>
          <p className="mt-0.5 text-ink-2">
            <Snippet parts={snippet} />
          </p>
        </li>
      ))}
    </ul>
  )
}
