import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EditForm } from '@/components/write/edit-form'
import { MayNotEdit } from '@/components/write/may-not-edit'
import { SourceForm } from '@/components/write/source-form'
import { AppError } from '@/lib/errors'
import { getDocument } from '@/lib/library'
import { getEditable, getEditableSource } from '@/lib/postmortems'
import { requireViewer } from '../../../session'
import { reviseAction } from '../../actions'
import { getOffered } from '../../offered'
import { previewSourceAction, reviseSourceAction } from '../../source-actions'

export const metadata: Metadata = { title: 'Edit a page', robots: { index: false } }

type Props = { params: Promise<{ id: string }> }

export default async function EditRoute({ params }: Props) {
  const viewer = await requireViewer('reader')
  const { id } = await params
  const { kind = 'postmortem' } = (await getDocument({ id })) ?? {}
  if (kind === 'postmortem') {
    const opened = await allowed(getEditable(viewer, id))
    if ('refused' in opened) return <MayNotEdit why={opened.refused} />
    return <EditForm revise={reviseAction} opened={opened} offered={await getOffered()} />
  }
  const opened = await allowed(getEditableSource(viewer, id))
  if ('refused' in opened) return <MayNotEdit why={opened.refused} />
  return <SourceForm revise={reviseSourceAction} preview={previewSourceAction} opened={opened} />
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
