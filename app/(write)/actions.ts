'use server'

import { getViewer } from '@/lib/accounts'
import { AppError } from '@/lib/errors'
import { listEarlier, previewBody, publishPostmortem, revisePostmortem, type Preview } from '@/lib/postmortems'
import { bodySchema, newPostmortemSchema, revisedPostmortemSchema, uploadKeySchema } from '@/lib/postmortems/schema'
import type { Earlier, EditState, FormState } from '@/lib/postmortems/form-state'
import { cardIdsSchema } from '@/lib/library/schema'
import { mayRead } from '../session'
import { answered, answerOf, guarded, refusedFields, refusedText } from './answers'
import { endDraft, sentChange } from './ended-draft'

/** Publishes what the form of a new postmortem holds; answers with the page's address or with what stands in the way. */
export async function publishAction(_before: FormState, input: unknown): Promise<FormState> {
  return answered(async (): Promise<NonNullable<FormState>> => {
    const parsed = newPostmortemSchema.safeParse(input)
    if (!parsed.success) return refusedFields(parsed.error)
    const viewer = await getViewer()
    const published = await publishPostmortem(viewer, parsed.data)
    if (!published.ok) return refusedText(published.problems)
    await endDraft(viewer, parsed.data.key)
    return { url: published.url }
  })
}

/** Publishes a change of a postmortem; answers as above, or with what somebody else has made of it meanwhile. */
export async function reviseAction(_before: EditState, input: unknown): Promise<EditState> {
  return answered(async (): Promise<NonNullable<EditState>> => {
    const { draft, edit } = sentChange(input)
    const parsed = revisedPostmortemSchema.safeParse(edit)
    if (!parsed.success) return refusedFields(parsed.error)
    const viewer = await getViewer()
    const revised = await revisePostmortem(viewer, parsed.data)
    if (revised.ok) await endDraft(viewer, draft)
    return answerOf(revised)
  })
}

/** The earlier postmortems that a form refers to, with what became of their actions. */
export async function earlierAction(ids: unknown): Promise<Earlier[]> {
  const earlier = await guarded(async () => {
    if (!(await mayRead())) throw new AppError('unauthenticated', 'Sign in first.')
    const known = cardIdsSchema.safeParse([ids].flat().join(','))
    return known.success ? listEarlier(known.data) : []
  })
  return 'failed' in earlier ? [] : earlier
}

/** Checks a body for the preview beside the form; with its draft, the pictures that were added to it are shown. */
export async function previewAction(text: string, draft?: string): Promise<Preview | { failed: string }> {
  return guarded(async () => {
    const body = bodySchema.safeParse(text)
    if (!body.success) throw new AppError('invalid', 'The preview reads at most 256 KB of text.')
    return previewBody(await getViewer(), body.data, uploadKeySchema.optional().catch(undefined).parse(draft))
  })
}
