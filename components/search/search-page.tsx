import type { LessonRow } from '@/lib/library/schema'
import type { SearchAnswer, SearchQuery } from '@/lib/search/schema'
import { SearchAnswerView } from './search-answer'

type Props = {
  typed: string
  lessons: LessonRow[]
  isSignedIn: boolean
  query?: SearchQuery
  answer?: SearchAnswer
  problem?: string
}

/** The search page: a form that works without a script, filters with counts, hits with their passage. */
export function SearchPage({ typed, lessons, isSignedIn, query, answer, problem }: Props) {
  return (
    <form action="/search" role="search" aria-label="Past learnings">
      <h1 className="title">Search past learnings</h1>
      <div className="mt-4 flex max-w-[46rem] gap-3">
        <input
          type="search"
          name="q"
          defaultValue={typed}
          key={typed}
          maxLength={200}
          aria-label="What to search for"
          placeholder="What broke, or what you half remember"
          className="field"
        />
        <button className="button button-primary">Search</button>
      </div>
      {problem && (
        <p role="alert" className="mt-3 text-bad">
          {problem}
        </p>
      )}
      {query && answer && answer.query !== '' && (
        <SearchAnswerView lessons={lessons} query={query} answer={answer} isSignedIn={isSignedIn} />
      )}
      {answer?.query === '' && <HowTo />}
    </form>
  )
}

function HowTo() {
  return (
    <div className="mt-6 grid max-w-[60ch] gap-3 text-ink-2">
      <p>
        Type what you remember: a symptom, a metric, the name of a tool. Lessons, toy problems and postmortems are
        searched section by section.
      </p>
      <p>
        Words in quotation marks are found as they stand, and a word with a minus before it is left out. Filters may be
        typed too: <code>lesson:7</code>, <code>is:postmortem</code>, <code>is:open</code>, <code>severity:major</code>,{' '}
        <code>year:2025</code>, <code>after:2025-06-30</code>.
      </p>
    </div>
  )
}
