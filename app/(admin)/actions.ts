'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import type { ActionState } from '@/components/ui/action-form'
import {
  changeRole,
  changeSite,
  getViewer,
  invite,
  mailInvitation,
  makeResetLink,
  sendsMail,
  setDisabled,
  signOutEverywhere,
  withdrawInvitation,
} from '@/lib/accounts'
import { idSchema, invitationSchema, roleSchema, siteChangeSchema } from '@/lib/accounts/schema'
import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'
import { forgetMissed } from '@/lib/search'
import { runAction } from '../action'

/** Makes an invitation, mails it where mail is set up, and shows its link. */
export async function inviteAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, invitationSchema, async ({ email, role }) => {
    const token = await invite(await getViewer(), { email, role })
    refresh()
    const link = `${config().siteUrl}/invite/${token}`
    const byHand = 'Send this link. It works once, for seven days.'
    if (email === undefined || !sendsMail()) return { done: byHand, secret: link }
    try {
      await mailInvitation({ to: email, role, link })
      return { done: `Sent to ${email}. The link works once, for seven days.`, secret: link }
    } catch (error) {
      if (error instanceof AppError) return { done: `${error.message} The invitation is good: ${byHand}`, secret: link }
      throw error
    }
  })
}

/** Changes the site's name, and who may read. */
export async function changeSiteAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, siteChangeSchema, async (input) => {
    await changeSite(await getViewer(), input)
    refresh()
    return { done: 'Saved. It holds from now on.' }
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

/** Takes a query off the list of those that led to nothing. */
export async function forgetMissedAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, z.object({ text: z.string() }), async ({ text }) => {
    await forgetMissed(await getViewer(), text)
    refresh()
    return { done: 'Taken off the list.' }
  })
}
