import type { ReactNode } from 'react'
import { GivenProgress } from '@/components/progress/given-progress'
import { listCards } from '@/lib/library'
import { changesOf, getOutline, getProgress } from '@/lib/progress'
import type { ProgressRecord } from '@/lib/progress/schema'
import type { Viewer } from '@/lib/viewer'

type Props = { viewer: Viewer | undefined; children: ReactNode }

/** Sends a page with how far somebody signed in is with everything, and with the documents that is about. */
export async function WithProgress({ viewer, children }: Props) {
  if (!viewer) return children
  const { progress, changes } = await getOutline(viewer)
  return (
    <GivenProgress
      reader={viewer.id}
      progress={progress}
      cards={await listCards(Object.keys(progress))}
      changes={changes}
    >
      {children}
    </GivenProgress>
  )
}

type RecordProps = {
  viewer: Viewer | undefined
  documentId: string
  children: (record: ProgressRecord | undefined) => ReactNode
}

/** Sends a document's page with the reader's record of it, and lets the page draw what was ticked and answered. */
export async function WithRecord({ viewer, documentId, children }: RecordProps) {
  if (!viewer) return children(undefined)
  const progress = await getProgress(viewer, [documentId])
  return (
    <GivenProgress reader={viewer.id} progress={progress} changes={await changesOf(progress)}>
      {children(progress[documentId])}
    </GivenProgress>
  )
}
