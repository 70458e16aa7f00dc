import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { randomUUID } from 'node:crypto'
import { WriteForm } from '@/components/write/write-form'
import { WriteClosed } from '@/components/write/write-closed'
import { config } from '@/lib/config'
import { getOverview } from '@/lib/library'
import { mayOpenForm } from '@/lib/postmortems'
import { bodyTemplate } from '@/lib/postmortems/schema'
import { today } from '@/lib/today'
import { previewAction, publishAction } from '../../actions'

export const metadata: Metadata = { title: 'Add a postmortem', robots: { index: false } }

export default async function NewPostmortemRoute() {
  const isOpen = mayOpenForm({ listensOn: config().host, host: (await headers()).get('host') })
  if (!isOpen) return <WriteClosed />
  const { lessons } = await getOverview()
  return (
    <WriteForm
      publish={publishAction}
      preview={previewAction}
      freshKey={randomUUID()}
      today={today()}
      template={bodyTemplate()}
      lessons={lessons}
    />
  )
}
