import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SharedDraftPage } from '@/components/write/shared-draft-page'
import { getSharedDraft } from '@/lib/postmortems'
import { requireViewer } from '../../../../session'

export const metadata: Metadata = { title: 'A draft', robots: { index: false, follow: false } }

type Props = { params: Promise<{ token: string }> }

export default async function SharedDraftRoute({ params }: Props) {
  const viewer = await requireViewer('reader')
  const draft = await getSharedDraft(viewer, (await params).token)
  if (!draft) notFound()
  return <SharedDraftPage draft={draft} />
}
