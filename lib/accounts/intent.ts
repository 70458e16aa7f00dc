import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { isSecure } from './next-auth'
import { authSecret } from './secret'

const name = 'twelvefold-intent'
const seconds = 15 * 60

const callbackUrl = z.string().optional()

const intentSchema = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.literal('sign-in'), callbackUrl }),
  z.object({ purpose: z.literal('invitation'), token: z.string(), callbackUrl }),
  z.object({ purpose: z.literal('link'), sessionId: z.string(), callbackUrl }),
])

/** What somebody who is sent to another service wants to do when they come back, and where to go then. */
export type Intent = z.infer<typeof intentSchema>

/** Keeps it in a signed cookie while they are away. Only in an action. */
export async function keepIntent(intent: Intent): Promise<void> {
  const value = await encode({ token: { ...intent }, secret: authSecret(), maxAge: seconds, salt: name })
  const jar = await cookies()
  jar.set(name, value, { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(), maxAge: seconds })
}

/** What they wanted, once; undefined for a browser that was not sent away from here. Only in a route handler. */
export async function takeIntent(): Promise<Intent | undefined> {
  const jar = await cookies()
  const token = jar.get(name)?.value ?? ''
  jar.delete(name)
  // A cookie that was tampered with, or has run out, makes it throw.
  const kept = await decode({ token, secret: authSecret(), salt: name }).catch(() => null)
  return intentSchema.safeParse(kept).data
}
