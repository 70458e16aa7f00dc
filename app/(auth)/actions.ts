'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { ActionState } from '@/components/ui/action-form'
import {
  acceptInvitation,
  beginSignInWith,
  callerOfRequest,
  keepSession,
  resetPassword,
  safeCallback,
  setUpSite,
  signIn,
} from '@/lib/accounts'
import { chooseContentDir, config, ownContentDir } from '@/lib/config'
import { moveLibrary } from '@/lib/library'
import { linkTokenSchema, newPersonSchema, passwordSchema, setUpSchema } from '@/lib/accounts/schema'
import { AppError } from '@/lib/errors'
import { runAction } from '../action'

// What is bound to an action comes back from the browser, and may have become anything there.
const tokenOf = (given: unknown): string => linkTokenSchema.safeParse(given).data ?? ''

const signInSchema = z.object({ email: z.string(), password: z.string(), callbackUrl: z.string() })

/** Signs in and leads back to where the person came from. */
export async function signInAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, signInSchema, async ({ email, password, callbackUrl }) => {
    const { sessionId } = await signIn({ email, password, ...(await callerOfRequest()) })
    await keepSession(sessionId)
    redirect(safeCallback(callbackUrl))
  })
}

const signInWithSchema = z.object({
  provider: z.string(),
  callbackUrl: z.string().optional(),
  invitation: linkTokenSchema.optional(),
})

/** Leads to another service to sign in with, or to take up an invitation with. */
export async function signInWithAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, signInWithSchema, async ({ provider, callbackUrl, invitation }) => {
    const intent = invitation
      ? ({ purpose: 'invitation', token: invitation } as const)
      : ({ purpose: 'sign-in', callbackUrl: safeCallback(callbackUrl) } as const)
    return { leadsTo: await beginSignInWith(provider, intent) }
  })
}

/** Makes the first admin and opens the site. */
export async function setUpAction(token: string, _before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, setUpSchema, async ({ content, ...input }) => {
    const { label } = await callerOfRequest()
    const prepare = content === 'empty' ? beginEmpty : undefined
    const { sessionId } = await setUpSite(tokenOf(token), input, { label, prepare })
    await keepSession(sessionId)
    redirect('/')
  })
}

// Where the configuration names the folder, what it says holds.
async function beginEmpty(): Promise<void> {
  const { isContentDirGiven, contentDir, dataDir } = config()
  if (isContentDirGiven) return
  const own = ownContentDir(dataDir)
  try {
    await moveLibrary(own)
  } catch (error) {
    await moveLibrary(contentDir)
    const why = error instanceof Error ? error.message : String(error)
    throw new AppError(
      'unavailable',
      `The folder of your own could not be made: ${why}. Nothing has been set up yet. Mend that and send this again, or begin with the content that comes with it.`,
      { cause: error },
    )
  }
  chooseContentDir(own)
}

/** Makes the account that an invitation offers. */
export async function acceptAction(token: string, _before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, newPersonSchema, async (input) => {
    const { sessionId } = await acceptInvitation(tokenOf(token), input, (await callerOfRequest()).label)
    await keepSession(sessionId)
    redirect('/')
  })
}

/** Sets a new password by a link. */
export async function resetAction(token: string, _before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, z.object({ password: passwordSchema }), async ({ password }) => {
    await resetPassword(tokenOf(token), password, (await callerOfRequest()).address)
    redirect('/sign-in?after=reset')
  })
}
