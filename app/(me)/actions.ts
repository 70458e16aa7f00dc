'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { ActionState } from '@/components/ui/action-form'
import {
  beginSignInWith,
  changePassword,
  createToken,
  deleteOwnAccount,
  endSession,
  getSessionId,
  getViewer,
  revokeToken,
  signOut,
  signOutEverywhere,
  unlinkAccount,
} from '@/lib/accounts'
import { identitySchema, idSchema, newTokenSchema, passwordSchema } from '@/lib/accounts/schema'
import { runAction } from '../action'

/** Signs out in this browser. */
export async function signOutAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, z.object({}), async () => {
    await signOut()
    redirect('/')
  })
}

/** Signs out on all devices. */
export async function signOutEverywhereAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, z.object({}), async () => {
    const viewer = await getViewer()
    await signOutEverywhere(viewer, viewer?.id ?? '')
    await signOut()
    redirect('/sign-in')
  })
}

/** Ends another of one's sessions. */
export async function endSessionAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, idSchema, async ({ id }) => {
    await endSession(await getViewer(), id)
    refresh()
    return { done: 'Ended.' }
  })
}

/** Changes one's password, which ends all sessions. */
export async function changePasswordAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, z.object({ current: z.string(), next: passwordSchema }), async (input) => {
    await changePassword(await getViewer(), input)
    await signOut()
    redirect('/sign-in?after=password')
  })
}

/** Makes a token for a program, and shows it this once. */
export async function createTokenAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, newTokenSchema, async (input) => {
    const secret = await createToken(await getViewer(), input)
    refresh()
    return { done: 'Copy it now: it is not shown again.', secret }
  })
}

/** Revokes a token. */
export async function revokeTokenAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, idSchema, async ({ id }) => {
    await revokeToken(await getViewer(), id)
    refresh()
    return { done: 'Revoked.' }
  })
}

/** Leads to another service to link one's account there. */
export async function linkAccountAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, z.object({ provider: z.string() }), async ({ provider }) => {
    const sessionId = await getSessionId()
    if (sessionId === undefined) redirect('/sign-in?callbackUrl=%2Faccount')
    return { leadsTo: await beginSignInWith(provider, { purpose: 'link', sessionId }) }
  })
}

/** Unlinks one's account elsewhere. */
export async function unlinkAccountAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, identitySchema, async (identity) => {
    await unlinkAccount(await getViewer(), identity)
    refresh()
    return { done: 'Unlinked.' }
  })
}

/** Deletes one's account. */
export async function deleteAccountAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, z.object({ confirmation: z.string() }), async ({ confirmation }) => {
    await deleteOwnAccount(await getViewer(), confirmation)
    await signOut()
    redirect('/')
  })
}
