import type { Metadata } from 'next'
import { ActionListPage } from '@/components/postmortem/action-list-page'
import { listActions } from '@/lib/library'
import { actionQuerySchema } from '@/lib/library/schema'
import { today } from '@/lib/today'
import { hasRole } from '@/lib/viewer'
import { changeActionAction } from '../../(write)/postmortem-actions'
import { requireReader } from '../../session'
import { firstValues, type SearchParams } from '../search-params'

export const metadata: Metadata = { title: 'Open actions', alternates: { canonical: '/actions' } }

export default async function ActionsRoute({ searchParams }: { searchParams: SearchParams }) {
  const viewer = await requireReader()
  const query = actionQuerySchema.parse(await firstValues(searchParams))
  const list = await listActions(query, today())
  return (
    <ActionListPage list={list} query={query} change={hasRole(viewer, 'writer') ? changeActionAction : undefined} />
  )
}
