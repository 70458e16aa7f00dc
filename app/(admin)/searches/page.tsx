import type { Metadata } from 'next'
import { NotForYou } from '@/components/accounts/not-for-you'
import { MissedPage } from '@/components/search/missed-page'
import { config } from '@/lib/config'
import { listMissedSearches } from '@/lib/search'
import { requireViewer } from '../../session'
import { forgetMissedAction } from '../actions'

export const metadata: Metadata = { title: 'Searches', robots: { index: false } }

export default async function SearchesRoute() {
  const viewer = await requireViewer('admin')
  if (!viewer) return <NotForYou />
  const missed = await listMissedSearches(viewer)
  return <MissedPage missed={missed} isOn={config().countsMissedSearches} forget={forgetMissedAction} />
}
