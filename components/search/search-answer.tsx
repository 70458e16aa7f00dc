import type { LessonRow } from '@/lib/library/schema'
import { searchLimits, type SearchAnswer, type SearchQuery } from '@/lib/search/schema'
import { Chips } from '@/components/lists/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { activeFilters } from './active-filters'
import { searchAddress } from './address'
import { PassedOver } from './passed-over'
import { SearchFilters } from './search-filters'
import { SearchHit } from './search-hit'
import { writeAddress } from './ways-on'

type Props = { lessons: LessonRow[]; query: SearchQuery; answer: SearchAnswer; isSignedIn: boolean }

/** What a search found: its filters, those in force, and a page of hits; or in words that there is nothing. */
export function SearchAnswerView({ lessons, query, answer, isSignedIn }: Props) {
  const { chips, clearHref } = activeFilters(query, lessons)
  const pages = Math.min(Math.ceil(answer.total / query.limit), Math.floor(searchLimits.offset / query.limit) + 1)
  const page = Math.floor(query.offset / query.limit) + 1
  return (
    <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-6 md:grid-cols-[14rem_minmax(0,1fr)]">
      {/* Made anew with each address: what was ticked and not applied is no filter. */}
      <SearchFilters
        key={searchAddress(query)}
        lessons={lessons}
        query={query}
        facets={answer.facets}
        isSignedIn={isSignedIn}
      />
      <section aria-label="Hits" className="min-w-0">
        {/* Under a filter it may be the filter that leaves nothing. */}
        {chips.length === 0 && <PassedOver key={answer.query} query={answer.query} hasHits={answer.total > 0} />}
        <Chips chips={chips} clearHref={clearHref} />
        <p role="status" className={`text-meta text-ink-3 ${chips.length > 0 ? 'mt-4' : ''}`}>
          {answer.total} {answer.total === 1 ? 'document' : 'documents'} for ‘{answer.query}’
        </p>
        {answer.total > 0 && answer.suggestion && (
          <p className="mt-2">
            Searched for <a href={searchAddress({ ...query, q: answer.suggestion, offset: 0 })}>{answer.suggestion}</a>{' '}
            as well.
          </p>
        )}
        {answer.total === 0 ? (
          <Nothing query={query} answer={answer} clearHref={chips.length > 0 ? clearHref : undefined} />
        ) : (
          <Hits answer={answer} />
        )}
        <Pagination
          page={page}
          pages={pages}
          hrefOf={(wanted) => searchAddress({ ...query, offset: (wanted - 1) * query.limit })}
        />
      </section>
    </div>
  )
}

function Hits({ answer }: { answer: SearchAnswer }) {
  if (answer.hits.length === 0) return <p className="mt-4">There are not so many pages of hits.</p>
  return (
    <ol className="mt-2">
      {answer.hits.map((hit) => (
        <SearchHit key={hit.id} hit={hit} />
      ))}
    </ol>
  )
}

type NothingProps = { query: SearchQuery; answer: SearchAnswer; clearHref: string | undefined }

function Nothing({ query, answer, clearHref }: NothingProps) {
  const writeIt = (
    <a href={writeAddress(answer.query)} className="button button-primary">
      Write it up
    </a>
  )
  return (
    <div className="mt-4">
      <EmptyState title={`Nothing for ‘${answer.query}’`} action={writeIt}>
        {answer.suggestion && (
          <p>
            Did you mean <a href={searchAddress({ ...query, q: answer.suggestion, offset: 0 })}>{answer.suggestion}</a>?
          </p>
        )}
        {clearHref && (
          <p>
            With these filters. <a href={clearHref}>Search without them</a>.
          </p>
        )}
        <p>Try fewer words or another name for it. If it happened to you and nobody wrote it down:</p>
      </EmptyState>
    </div>
  )
}
