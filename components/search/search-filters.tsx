import type { LessonRow } from '@/lib/library/schema'
import type { Facets, SearchQuery } from '@/lib/search/schema'
import { FacetGroup, FilterChoice } from './facet-group'
import { isWords, searchFacets } from './facets'

type Props = { lessons: LessonRow[]; query: SearchQuery; facets: Facets; isSignedIn: boolean }

const sheet = 'search-filters'

/** The filters of a search as checkboxes with counts: beside the hits, or on a small screen in a sheet that opens. */
export function SearchFilters({ lessons, query, facets, isSignedIn }: Props) {
  return (
    <div>
      <button type="button" popoverTarget={sheet} className="button md:hidden">
        Filters
      </button>
      <aside
        id={sheet}
        popover="auto"
        aria-label="Filters"
        className="contents-sheet text-ui md:static md:block md:bg-transparent"
      >
        <fieldset>
          <legend className="mb-1 text-meta font-semibold">Only</legend>
          {(['unread', 'open'] as const).map(
            (value) =>
              (value !== 'unread' || isSignedIn) && (
                <FilterChoice
                  key={value}
                  name="is"
                  value={value}
                  label={isWords[value]}
                  isChosen={query.is.includes(value)}
                />
              ),
          )}
        </fieldset>
        {searchFacets(lessons).map((facet) => (
          <FacetGroup key={facet.name} facet={facet} values={facets[facet.name]} chosen={query[facet.name]} />
        ))}
        {query.after && <input type="hidden" name="after" value={query.after} />}
        {query.before && <input type="hidden" name="before" value={query.before} />}
        <button className="button button-small mt-4">Apply the filters</button>
      </aside>
    </div>
  )
}
