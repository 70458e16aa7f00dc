import type { LessonRow } from '@/lib/library/schema'
import type { SearchAnswer, SearchQuery } from '@/lib/search/schema'
import { Pagination } from '@/components/ui/pagination'
import { SearchFilters } from './search-filters'
import { SearchHit } from './search-hit'

type Props = { typed: string; lessons: LessonRow[]; query?: SearchQuery; answer?: SearchAnswer; problem?: string }

/** The search page: a form that works without a script, filters with counts, hits with their passage. */
export function SearchPage({ typed, lessons, query, answer, problem }: Props) {
  return (
    <form action="/search" role="search" aria-label="Past learnings">
      <h1 className="title">Search past learnings</h1>
      <div className="mt-4 flex max-w-[46rem] gap-3">
        <input
          type="search"
          name="q"
          defaultValue={typed}
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
      {query && answer && answer.query !== '' && <Answer lessons={lessons} query={query} answer={answer} />}
      {answer?.query === '' && (
        <p className="mt-6 max-w-[60ch] text-ink-2">
          Type what you remember: a symptom, a metric, the name of a tool. Lessons, toy problems and postmortems are
          searched section by section.
        </p>
      )}
    </form>
  )
}

function Answer({ lessons, query, answer }: { lessons: LessonRow[]; query: SearchQuery; answer: SearchAnswer }) {
  const pages = Math.ceil(answer.total / query.limit)
  const page = Math.floor(query.offset / query.limit) + 1
  return (
    <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-6 md:grid-cols-[13rem_minmax(0,1fr)]">
      <SearchFilters lessons={lessons} query={query} facets={answer.facets} />
      <section aria-label="Hits" className="min-w-0">
        <p role="status" className="text-meta text-ink-3">
          {answer.total} {answer.total === 1 ? 'document' : 'documents'} for ‘{answer.query}’
        </p>
        {answer.suggestion && (
          <p className="mt-2">
            Searched for <a href={`/search?q=${encodeURIComponent(answer.suggestion)}`}>{answer.suggestion}</a> as well.
          </p>
        )}
        {answer.total === 0 ? <Nothing words={answer.query} /> : <Hits answer={answer} />}
        <Pagination page={page} pages={pages} hrefOf={(wanted) => hrefOf(query, wanted)} />
      </section>
    </div>
  )
}

function Hits({ answer }: { answer: SearchAnswer }) {
  return (
    <ol className="mt-2">
      {answer.hits.map((hit) => (
        <SearchHit key={hit.id} hit={hit} />
      ))}
    </ol>
  )
}

function Nothing({ words }: { words: string }) {
  return (
    <div className="mt-4 border-y border-line py-8">
      <h2 className="text-xl">Nothing for ‘{words}’</h2>
      <p className="mt-2 max-w-[60ch] text-ink-2">
        Try fewer words or another name for it. If it happened to you and nobody wrote it down:
      </p>
      <a href="/write/new" className="button button-primary mt-4">
        Write it up
      </a>
    </div>
  )
}

function hrefOf(query: SearchQuery, page: number): string {
  const parameters = new URLSearchParams({ q: query.q })
  for (const kind of query.kind) parameters.append('kind', kind)
  for (const lesson of query.lesson) parameters.append('lesson', String(lesson))
  if (page > 1) parameters.set('offset', String((page - 1) * query.limit))
  return `/search?${parameters}`
}
