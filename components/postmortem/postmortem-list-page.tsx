import type { LessonRow, Postmortem, PostmortemList, PostmortemQuery } from '@/lib/library/schema'
import { Chips } from '@/components/lists/chips'
import { groupByLesson } from '@/components/lists/group-by-lesson'
import { LessonHeading } from '@/components/lists/lesson-heading'
import { ListFrame } from '@/components/lists/list-frame'
import { addressWith } from '@/components/lists/query-string'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { facetsOf } from './facets'
import { PostmortemFilters } from './postmortem-filters'
import { PostmortemRow } from './postmortem-row'

type Props = { list: PostmortemList; query: PostmortemQuery; lessons: LessonRow[] }

/** The list of postmortems, by date or by home lesson, with its filters in the address. */
export function PostmortemListPage({ list, query, lessons }: Props) {
  const hrefOf = (change: Partial<PostmortemQuery>) =>
    addressWith('/postmortems', {
      ...query,
      page: 1,
      ...change,
      by: (change.by ?? query.by) === 'date' ? undefined : 'lesson',
    })
  const facets = facetsOf(lessons)
  const chips = facets.flatMap(({ name, label }) => {
    const value = query[name]
    return value === undefined ? [] : [{ label: label(value), href: hrefOf({ [name]: undefined }) }]
  })
  return (
    <ListFrame
      kind="postmortem"
      title="Postmortems"
      intro="What went wrong or nearly did, why it was not seen, and what to check so that it does not happen to you."
      action={
        <a href="/write/new" className="button button-primary">
          Add a postmortem
        </a>
      }
      filters={<PostmortemFilters facets={facets} list={list} query={query} hrefOf={hrefOf} />}
    >
      <Chips chips={chips} clearHref={hrefOf(Object.fromEntries(facets.map(({ name }) => [name, undefined])))} />
      <div className="flex flex-wrap items-baseline gap-x-4 text-meta text-ink-3">
        <p role="status">
          {list.total} {list.total === 1 ? 'postmortem' : 'postmortems'}
        </p>
        <nav aria-label="Order" className="ml-auto flex gap-3">
          <OrderLink href={hrefOf({ by: 'date' })} isChosen={query.by === 'date'} label="Newest first" />
          <OrderLink href={hrefOf({ by: 'lesson' })} isChosen={query.by === 'lesson'} label="By lesson" />
        </nav>
      </div>
      <Rows list={list} query={query} lessons={lessons} isFiltered={chips.length > 0} />
      <Pagination page={list.page} pages={list.pages} hrefOf={(page) => hrefOf({ page })} />
    </ListFrame>
  )
}

function Rows({ list, query, lessons, isFiltered }: Props & { isFiltered: boolean }) {
  if (list.total === 0) return <Nothing isFiltered={isFiltered} />
  if (query.by === 'date') return <List postmortems={list.items} />
  return groupByLesson<Postmortem>(list.items).map(({ number, items }) => (
    <section key={number} className="mt-6">
      <LessonHeading lesson={lessons[number - 1]} number={number} />
      <List postmortems={items} />
    </section>
  ))
}

function List({ postmortems }: { postmortems: readonly Postmortem[] }) {
  return (
    <ul>
      {postmortems.map((postmortem) => (
        <PostmortemRow key={postmortem.id} postmortem={postmortem} />
      ))}
    </ul>
  )
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState title="No postmortem passes these filters" action={<a href="/postmortems">Show all</a>}>
        <p>Take one of them off above.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No postmortems yet"
      action={
        <a href="/write/new" className="button button-primary">
          Write the first
        </a>
      }
    >
      <p>A short one beats none. The form takes ten minutes, and the page is live the moment you publish.</p>
    </EmptyState>
  )
}

function OrderLink({ href, isChosen, label }: { href: string; isChosen: boolean; label: string }) {
  return (
    <a
      href={href}
      aria-current={isChosen ? 'true' : undefined}
      className="text-ink-2 aria-[current=true]:font-semibold aria-[current=true]:text-ink aria-[current=true]:no-underline"
    >
      {label}
    </a>
  )
}
