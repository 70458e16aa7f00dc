import type { Metadata } from 'next'
import { randomUUID } from 'node:crypto'
import { WriteForm } from '@/components/write/write-form'
import { getOverview } from '@/lib/library'
import { bodyTemplate } from '@/lib/postmortems/schema'
import { today } from '@/lib/today'
import { hasRole } from '@/lib/viewer'
import { requireReader } from '../../../session'
import { previewAction, publishAction } from '../../actions'

export const metadata: Metadata = { title: 'Add a postmortem', robots: { index: false } }

export default async function NewPostmortemRoute() {
  const viewer = await requireReader()
  const { lessons } = await getOverview()
  return (
    <WriteForm
      publish={publishAction}
      preview={previewAction}
      freshKey={randomUUID()}
      today={today()}
      template={bodyTemplate()}
      lessons={lessons}
      viewer={viewer && { name: viewer.name, mayPublish: hasRole(viewer, 'writer') }}
    />
  )
}
