import type { Metadata } from 'next'
import { DraftsPage } from '@/components/write/drafts-page'
import { listCards } from '@/lib/library'
import { listDrafts } from '@/lib/postmortems'
import { requireViewer } from '../../session'
import { deleteDraftAction, shareDraftAction, unshareDraftAction } from '../draft-actions'

export const metadata: Metadata = { title: 'Your drafts', robots: { index: false } }

const actions = { share: shareDraftAction, unshare: unshareDraftAction, remove: deleteDraftAction }

export default async function DraftsRoute() {
  const viewer = await requireViewer('reader')
  if (!viewer) return null
  const drafts = await listDrafts(viewer)
  const pages = await listCards(drafts.flatMap(({ changes }) => changes?.documentId ?? []))
  return <DraftsPage drafts={drafts} pages={pages} actions={actions} />
}
