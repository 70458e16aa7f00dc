import type { PostmortemList, PostmortemQuery } from '@/lib/library/schema'
import { FacetLinks } from '@/components/lists/facet-links'
import type { Facet } from './facets'

type Props = {
  facets: Facet[]
  list: PostmortemList
  query: PostmortemQuery
  hrefOf: (change: Partial<PostmortemQuery>) => string
}

/** The filters of the list of postmortems. */
export function PostmortemFilters({ facets, list, query, hrefOf }: Props) {
  return facets.map(({ name, legend, label }) => (
    <FacetLinks
      key={name}
      legend={legend}
      values={list.facets[name]}
      chosen={query[name]}
      label={label}
      hrefOf={(value) => hrefOf({ [name]: value })}
    />
  ))
}
