import type { LessonRow } from '@/lib/library/schema'
import type { SearchQuery } from '@/lib/search/schema'
import { searchAddress } from './address'
import { isWords, searchFacets } from './facets'

/** The filters in force, each with the address of the same search without it, and the search without any. */
export function activeFilters(
  query: SearchQuery,
  lessons: LessonRow[],
): { chips: { label: string; href: string }[]; clearHref: string } {
  const { q, limit, ...rest } = query
  const without = (change: Partial<SearchQuery>) => searchAddress({ ...query, ...change, offset: 0 })
  const facets = searchFacets(lessons).flatMap(({ name, legend, label }) =>
    rest[name].map((value) => ({
      label: name === 'kind' || name === 'lesson' ? label(String(value)) : `${legend}: ${label(String(value))}`,
      href: without({ [name]: rest[name].filter((one) => one !== value) }),
    })),
  )
  const is = rest.is.map((value) => ({
    label: isWords[value],
    href: without({ is: rest.is.filter((one) => one !== value) }),
  }))
  const days = (['after', 'before'] as const).flatMap((name) =>
    rest[name]
      ? [{ label: `${name === 'after' ? 'After' : 'Before'} ${rest[name]}`, href: without({ [name]: undefined }) }]
      : [],
  )
  const none = { kind: [], lesson: [], severity: [], class: [], tag: [], author: [], year: [], is: [] }
  return { chips: [...facets, ...is, ...days], clearHref: searchAddress({ q, limit, ...none }) }
}
