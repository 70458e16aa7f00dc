import type { Metadata } from 'next'
import { randomUUID } from 'node:crypto'
import { notFound } from 'next/navigation'
import { EditForm } from '@/components/write/edit-form'
import { MayNotEdit } from '@/components/write/may-not-edit'
import { SourceForm } from '@/components/write/source-form'
import { AppError } from '@/lib/errors'
import { getDocument } from '@/lib/library'
import { getEditable, getEditableSource, listDrafts } from '@/lib/postmortems'
import type { Viewer } from '@/lib/viewer'
import { requireViewer } from '../../../session'
import { reviseAction } from '../../actions'
import { getOffered } from '../../offered'
import { previewSourceAction, reviseSourceAction } from '../../source-actions'

export const metadata: Metadata = { title: 'Edit a page', robots: { index: false } }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ draft?: string | string[] }> }

export default async function EditRoute({ params, searchParams }: Props) {
  const viewer = await requireViewer('reader')
  const { id } = await params
  const { draft } = await searchParams
  const { kind = 'postmortem' } = (await getDocument({ id })) ?? {}
  const opening = kind === 'postmortem' ? getEditable(viewer, id) : getEditableSource(viewer, id)
  const opened = await allowed<Awaited<typeof opening>>(opening)
  if ('refused' in opened) return <MayNotEdit why={opened.refused} />
  const drafts = await draftsOf(viewer, id, typeof draft === 'string' ? draft : undefined)
  const key = `${viewer?.id} ${id} ${drafts.wanted}`
  if ('texts' in opened) {
    const actions = { revise: reviseSourceAction, preview: previewSourceAction }
    return <SourceForm key={key} {...actions} opened={opened} drafts={drafts} />
  }
  return <EditForm key={key} revise={reviseAction} opened={opened} offered={await getOffered()} drafts={drafts} />
}

/** The one that was asked for, or the newest that changes the page. */
async function draftsOf(viewer: Viewer | undefined, id: string, wanted: string | undefined) {
  const own = (await listDrafts(viewer)).filter(({ changes }) => changes?.documentId === id)
  const opened = own.find(({ key }) => wanted === undefined || key === wanted)
  return { freshKey: randomUUID(), wanted, opened }
}

/** What may be edited, or in words why not. */
async function allowed<T extends object>(opening: Promise<T>): Promise<T | { refused: string }> {
  try {
    return await opening
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not-found') notFound()
    return { refused: error.message }
  }
}
