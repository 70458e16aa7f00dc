'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { ActionState } from '@/components/ui/action-form'
import {
  changePassword,
  createToken,
  deleteOwnAccount,
  endSession,
  getViewer,
  revokeToken,
  signOut,
  signOutEverywhere,
} from '@/lib/accounts'
import { newTokenSchema, passwordSchema } from '@/lib/accounts/schema'
import { runAction } from '../action'

const idSchema = z.object({ id: z.string() })

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

/** Deletes one's account. */
export async function deleteAccountAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, z.object({ password: z.string() }), async ({ password }) => {
    await deleteOwnAccount(await getViewer(), password)
    await signOut()
    redirect('/')
  })
}
