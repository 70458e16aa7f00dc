import type { LessonRow } from '@/lib/library/schema'
import type { SearchAnswer, SearchQuery } from '@/lib/search/schema'
import { lessonNumber } from '@/components/ui/lesson-number'

const kindWords = { lesson: 'Lessons', 'toy-problem': 'Toy problems', postmortem: 'Postmortems' }

type Props = { lessons: LessonRow[]; query: SearchQuery; facets: SearchAnswer['facets'] }

/** The filters of a search as checkboxes with counts; one that would leave nothing stays and is disabled. */
export function SearchFilters({ lessons, query, facets }: Props) {
  return (
    <aside aria-label="Filters">
      <details open className="search-filters text-ui">
        <summary className="py-1 font-semibold md:hidden">Filters</summary>
        <fieldset>
          <legend className="text-meta font-semibold">Kind</legend>
          {facets.kind.map(({ value, count }) => (
            <Choice
              key={value}
              name="kind"
              value={value}
              label={kindWords[value]}
              count={count}
              isChosen={query.kind.includes(value)}
            />
          ))}
        </fieldset>
        <fieldset className="mt-4">
          <legend className="text-meta font-semibold">Lesson</legend>
          {facets.lesson.map(({ value, count }) => (
            <Choice
              key={value}
              name="lesson"
              value={String(value)}
              label={`${lessonNumber(value)} ${lessons[value - 1]?.title ?? ''}`}
              count={count}
              isChosen={query.lesson.includes(value)}
            />
          ))}
        </fieldset>
        <button className="button button-small mt-3">Apply the filters</button>
      </details>
    </aside>
  )
}

type ChoiceProps = { name: string; value: string; label: string; count: number; isChosen: boolean }

function Choice({ name, value, label, count, isChosen }: ChoiceProps) {
  const isEmpty = count === 0 && !isChosen
  return (
    <label className={`flex min-h-7 items-center gap-2 ${isEmpty ? 'text-ink-3' : 'text-ink-2'}`}>
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={isChosen}
        disabled={isEmpty}
        className="size-4 shrink-0"
      />
      <span className="min-w-0 flex-1 md:truncate" title={label}>
        {label}
      </span>
      <span className="tabular-nums text-ink-3">{count}</span>
    </label>
  )
}
