import type { Metadata } from 'next'
import { randomUUID } from 'node:crypto'
import { WriteForm } from '@/components/write/write-form'
import { listDrafts, listEarlier } from '@/lib/postmortems'
import { hasRole, type Viewer } from '@/lib/viewer'
import { requireReader } from '../../../session'
import { publishAction } from '../../actions'
import { getOffered } from '../../offered'

export const metadata: Metadata = { title: 'Add a postmortem', robots: { index: false } }

type Props = { searchParams: Promise<Record<'from' | 'draft' | 'title', string | string[] | undefined>> }

export default async function NewPostmortemRoute({ searchParams }: Props) {
  const viewer = await requireReader()
  const { from, draft, title } = await searchParams
  const [earlier] = await listEarlier(typeof from === 'string' ? [from] : [])
  const drafts = await draftsOf(viewer, typeof draft === 'string' ? draft : undefined)
  return (
    <WriteForm
      key={`${viewer?.id} ${drafts.wanted}`}
      publish={publishAction}
      offered={await getOffered()}
      freshKey={randomUUID()}
      from={earlier}
      title={typeof title === 'string' ? title.slice(0, 200) : ''}
      drafts={drafts}
      viewer={viewer && { name: viewer.name, mayPublish: hasRole(viewer, 'writer') }}
    />
  )
}

async function draftsOf(viewer: Viewer | undefined, wanted: string | undefined) {
  const drafts = viewer ? await listDrafts(viewer) : []
  return { wanted, opened: drafts.find(({ key }) => key === wanted), keys: drafts.map(({ key }) => key) }
}
