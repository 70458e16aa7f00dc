'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import type { ActionState } from '@/components/ui/action-form'
import {
  changeRole,
  getViewer,
  invite,
  makeResetLink,
  setDisabled,
  signOutEverywhere,
  withdrawInvitation,
} from '@/lib/accounts'
import { invitationSchema, roleSchema } from '@/lib/accounts/schema'
import { config } from '@/lib/config'
import { runAction } from '../action'

const idSchema = z.object({ id: z.string() })

/** Makes an invitation and shows its link. */
export async function inviteAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, invitationSchema, async (input) => {
    const token = await invite(await getViewer(), input)
    refresh()
    return { done: 'Send this link. It works once, for seven days.', secret: `${config().siteUrl}/invite/${token}` }
  })
}

/** Takes an invitation back. */
export async function withdrawInvitationAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, idSchema, async ({ id }) => {
    await withdrawInvitation(await getViewer(), id)
    refresh()
    return { done: 'Withdrawn.' }
  })
}

/** Gives a person another role. */
export async function changeRoleAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, idSchema.extend({ role: roleSchema }), async ({ id, role }) => {
    await changeRole(await getViewer(), { userId: id, role })
    refresh()
    return { done: `Now ${role}; they sign in anew.` }
  })
}

/** Closes an account, or opens it again. */
export async function setDisabledAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, idSchema.extend({ disabled: z.enum(['yes', 'no']) }), async ({ id, disabled }) => {
    await setDisabled(await getViewer(), { userId: id, isDisabled: disabled === 'yes' })
    refresh()
    return { done: disabled === 'yes' ? 'Closed.' : 'Open again.' }
  })
}

/** Signs a person out on all devices. */
export async function signOutPersonAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, idSchema, async ({ id }) => {
    await signOutEverywhere(await getViewer(), id)
    return { done: 'Signed out everywhere.' }
  })
}

/** Makes a link with which a person sets a new password. */
export async function resetLinkAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, idSchema, async ({ id }) => {
    const token = await makeResetLink(await getViewer(), id)
    return { done: 'Hand them this link. It works once, for a day.', secret: `${config().siteUrl}/reset/${token}` }
  })
}
