'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import type { ActionState } from '@/components/ui/action-form'
import { getViewer } from '@/lib/accounts'
import { config } from '@/lib/config'
import { deleteDraft, shareDraft, unshareDraft } from '@/lib/postmortems'
import { draftKeySchema } from '@/lib/postmortems/schema'
import { runAction } from '../action'

const keySchema = z.object({ key: draftKeySchema })

/** Makes a link to one's draft, in place of the one before. */
export async function shareDraftAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, keySchema, async ({ key }) => {
    const secret = `${config().siteUrl}/drafts/shared/${await shareDraft(await getViewer(), key)}`
    refresh()
    return { done: 'Everybody with an account here who has this link reads the draft. It is not shown again.', secret }
  })
}

/** Takes the link to one's draft back. */
export async function unshareDraftAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, keySchema, async ({ key }) => {
    await unshareDraft(await getViewer(), key)
    refresh()
    return { done: 'The link leads nowhere now.' }
  })
}

/** Deletes one's draft. */
export async function deleteDraftAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, keySchema, async ({ key }) => {
    await deleteDraft(await getViewer(), key)
    refresh()
    return { done: 'Deleted.' }
  })
}
