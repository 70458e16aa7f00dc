import { nobody, type ActionList as List, type ActionQuery } from '@/lib/library/schema'
import { Chips } from '@/components/lists/chips'
import { FacetLinks } from '@/components/lists/facet-links'
import { ListFrame } from '@/components/lists/list-frame'
import { addressWith } from '@/components/lists/query-string'
import type { Action } from '@/components/ui/action-form'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { ActionList } from './action-list'

type Props = { list: List; query: ActionQuery; change: Action | undefined }

const ownerText = (value: string) => (value === nobody ? 'Nobody’s yet' : value)
const dueText = (value: string) => value.replace(/^./, (letter) => letter.toUpperCase())

/** The open actions of all postmortems, the overdue first, by owner and day. */
export function ActionListPage({ list, query, change }: Props) {
  const hrefOf = (to: Partial<ActionQuery>) => addressWith('/actions', { ...query, page: 1, ...to })
  const chips = [
    ...(query.owner === undefined ? [] : [{ label: ownerText(query.owner), href: hrefOf({ owner: undefined }) }]),
    ...(query.due === undefined ? [] : [{ label: dueText(query.due), href: hrefOf({ due: undefined }) }]),
  ]
  return (
    <ListFrame
      kind="postmortem"
      title="Open actions"
      intro="What postmortems asked for and nobody has settled yet: the longest overdue first, those without a day last."
      filters={
        <>
          <FacetLinks
            legend="Owner"
            values={list.facets.owner}
            chosen={query.owner}
            label={ownerText}
            hrefOf={(owner) => hrefOf({ owner })}
          />
          <FacetLinks
            legend="Due"
            values={list.facets.due}
            chosen={query.due}
            label={dueText}
            hrefOf={(due) => hrefOf({ due: due as ActionQuery['due'] })}
          />
        </>
      }
    >
      <Chips chips={chips} clearHref="/actions" />
      <p className="mb-2 text-meta text-ink-3">
        {list.total} open
        {list.overdue > 0 && (
          <>
            , <strong className="text-bad">{list.overdue} overdue</strong>
          </>
        )}
      </p>
      {list.total === 0 && <Nothing isFiltered={chips.length > 0} />}
      <ActionList label="Open actions" actions={list.items} namesPostmortem change={change} />
      <Pagination page={list.page} pages={list.pages} hrefOf={(page) => hrefOf({ page })} />
    </ListFrame>
  )
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState title="No open action passes these filters" action={<a href="/actions">Show all</a>}>
        <p>Take one of them off above.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Nothing is open" action={<a href="/postmortems">Postmortems</a>}>
      <p>Actions come from postmortems: what somebody will do, and until when. All of them are settled.</p>
    </EmptyState>
  )
}
