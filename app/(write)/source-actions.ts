'use server'

import { getViewer } from '@/lib/accounts'
import { AppError } from '@/lib/errors'
import { previewSource, reviseSource, type SourcePreview } from '@/lib/postmortems'
import { bodySchema, revisedSourceSchema, uploadKeySchema } from '@/lib/postmortems/schema'
import type { SourceState } from '@/lib/postmortems/form-state'
import { answered, answerOf, guarded, refusedFields } from './answers'
import { endDraft, sentChange } from './ended-draft'

/** Publishes a change of a lesson or a toy problem; answers with its address, or with what stands in the way. */
export async function reviseSourceAction(_before: SourceState, input: unknown): Promise<SourceState> {
  return answered(async (): Promise<NonNullable<SourceState>> => {
    const { draft, edit } = sentChange(input)
    const parsed = revisedSourceSchema.safeParse(edit)
    if (!parsed.success) return refusedFields(parsed.error)
    const viewer = await getViewer()
    const revised = await reviseSource(viewer, parsed.data)
    if (revised.ok) await endDraft(viewer, draft)
    return answerOf(revised)
  })
}

/** Checks the whole text of a lesson or a toy problem for the preview beside it. */
export async function previewSourceAction(text: string, id: string): Promise<SourcePreview | { failed: string }> {
  return guarded(async () => {
    const [source, key] = [bodySchema.safeParse(text), uploadKeySchema.safeParse(id)]
    if (!source.success || !key.success) throw new AppError('invalid', 'The preview reads at most 256 KB of text.')
    return previewSource(await getViewer(), key.data, source.data)
  })
}
