import { derive, type Catalogue } from './catalogue'
import type { Postmortem } from './document'
import type { FacetValue } from './facets'
import { filter, pageOf, type Page } from './lists'
import { having } from './relations'
import { nobody, publicCase, type ActionQuery } from './schema'
import { openShelf } from './shelf'

/** An open action, with where it stands. */
export type OpenAction = Postmortem['actions'][number] & {
  /** Its place among the actions of its postmortem. */
  index: number
  postmortem: Pick<Postmortem, 'id' | 'title' | 'url'>
  isOverdue: boolean
}

export type ActionList = Page<OpenAction> & {
  overdue: number
  facets: Record<'owner' | 'due', FacetValue[]>
}

type Known = Omit<OpenAction, 'isOverdue'>

/**
 * Open actions of all postmortems that pass the filters, by the day they are due, those without a day last; 20 a page,
 * with the counts of every filter. Public cases are left aside: their actions were for others to do.
 */
export async function listActions(query: ActionQuery, today: string): Promise<ActionList> {
  const { catalogue } = await openShelf()
  const { passing, facets } = filter(openActions(catalogue), query, {
    owner: ({ owner }) => [owner ?? nobody],
    due: ({ due }) => [due === undefined ? 'without a day' : due < today ? 'overdue' : 'to come'],
  })
  const page = pageOf(passing, query.page)
  const overdue = passing.filter((action) => isOverdue(action, today)).length
  return { ...page, items: page.items.map((action) => marked(action, today)), overdue, facets }
}

/** The actions that are longest overdue, at most five, and how many there are. */
export async function getOverdue(today: string): Promise<{ items: OpenAction[]; total: number }> {
  const all = openActions((await openShelf()).catalogue)
  const end = all.findIndex((action) => !isOverdue(action, today))
  const total = end === -1 ? all.length : end
  return { items: all.slice(0, Math.min(total, mostOnHome)).map((action) => marked(action, today)), total }
}

const mostOnHome = 5

function openActions(catalogue: Catalogue): readonly Known[] {
  return derive(catalogue, 'open actions', () =>
    having(catalogue, 'postmortems with open actions', hasOwnOpenActions)
      .flatMap(({ id, title, url, actions }) =>
        actions.map((action, index) => ({ ...action, index, postmortem: { id, title, url } })),
      )
      .filter(({ state }) => state === 'open')
      .sort(byDue),
  )
}

function hasOwnOpenActions({ actions, tags }: Postmortem): boolean {
  return actions.some(({ state }) => state === 'open') && !tags.includes(publicCase)
}

function byDue({ due: a = later }: Known, { due: b = later }: Known): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** After every day there is. */
const later = '~'

function isOverdue({ due }: Pick<Known, 'due'>, today: string): boolean {
  return due !== undefined && due < today
}

function marked(action: Known, today: string): OpenAction {
  return { ...action, isOverdue: isOverdue(action, today) }
}
