import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { HistoryPage } from '@/components/document/history-page'
import { compareVersion, listVersions } from '@/lib/library'
import { commitSchema, type Kind } from '@/lib/library/schema'
import { getHistoryPlace } from '@/lib/postmortems'
import { restoreVersionAction } from '../(write)/postmortem-actions'
import { requireReader } from '../session'
import { firstValues, type SearchParams } from './search-params'

export type HistoryProps = { params: Promise<{ slug: string }>; searchParams: SearchParams }

export const historyMetadata: Metadata = { title: 'History', robots: { index: false } }

/** The history of a document of any kind. */
export async function historyRoute(kind: Kind, { params, searchParams }: HistoryProps) {
  const viewer = await requireReader()
  const { slug } = await params
  const document = await getHistoryPlace(viewer, { kind, slug })
  if (!document) notFound()
  if (document.slug !== slug) permanentRedirect(`${document.url}/history`)
  const versions = await listVersions(document)
  const asked = commitSchema.safeParse((await firstValues(searchParams)).commit).data ?? versions[0]?.commit
  const chosen = asked === undefined ? undefined : await compareVersion(document, asked)
  if (!chosen && versions.length > 0) notFound()
  const restore = document.canRestore ? restoreVersionAction : undefined
  return <HistoryPage document={document} versions={versions} chosen={chosen} restore={restore} />
}
