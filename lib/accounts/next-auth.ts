import { cookies, headers } from 'next/headers'
import { getServerSession, type NextAuthOptions } from 'next-auth'
import { encode } from 'next-auth/jwt'
import { cache } from 'react'
import { config } from '@/lib/config'
import type { Viewer } from '@/lib/viewer'
import { authSecret } from './secret'
import { endSessionById, viewerOfSession } from './sessions'

declare module 'next-auth' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- an interface is what can be added to
  interface Session {
    sessionId?: string
  }
}
declare module 'next-auth/jwt' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- an interface is what can be added to
  interface JWT {
    sessionId?: string
  }
}

const maxAge = 30 * 24 * 60 * 60
/** Tells the browser to leave nothing of the person behind; a session that only ran out does not. */
const signedOutCookie = 'twelvefold-signed-out'

/** How next-auth is used: its cookie holds the id of a session and nothing about the person. */
function authOptions(): NextAuthOptions {
  return {
    providers: [],
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge },
    pages: { signIn: '/sign-in', signOut: '/account', error: '/sign-in' },
    callbacks: {
      session: ({ session, token }) => ({ ...session, ...(token.sessionId && { sessionId: token.sessionId }) }),
    },
  }
}

/** The id of the session that the request's cookie carries; undefined without one, or with one that was tampered with. */
const sessionIdOfRequest = cache(async (): Promise<string | undefined> => {
  if (!(await cookies()).has(cookieName())) return undefined
  return (await getServerSession(authOptions()))?.sessionId
})

/** Who asks, as they are now in the database; undefined for somebody signed out. Looked up once in a request. */
export const getViewer = cache(async (): Promise<Viewer | undefined> => {
  const sessionId = await sessionIdOfRequest()
  return sessionId === undefined ? undefined : viewerOfSession(sessionId)
})

/** The id of the viewer's own session, to mark it in their list. */
export async function getSessionId(): Promise<string | undefined> {
  return sessionIdOfRequest()
}

/** Hands the browser the cookie of a session that has begun. Only in an action or a route handler. */
export async function keepSession(sessionId: string): Promise<void> {
  const value = await encode({ token: { sessionId }, secret: authSecret(), maxAge })
  const secure = isSecure()
  const jar = await cookies()
  jar.set(cookieName(), value, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge })
  jar.delete(signedOutCookie)
}

/** Ends the request's session, if it has not ended yet, and forgets its cookie. Only in an action or a route handler. */
export async function signOut(): Promise<void> {
  const sessionId = await sessionIdOfRequest()
  if (sessionId !== undefined) await endSessionById(sessionId)
  const jar = await cookies()
  jar.delete(cookieName())
  jar.set(signedOutCookie, '1', { sameSite: 'lax', path: '/', secure: isSecure() })
}

/** Where a request comes from, for limits and for the list of sessions. */
export async function callerOfRequest(): Promise<{ address: string; label: string }> {
  const given = await headers()
  const forwarded = given.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return { address: forwarded || 'unknown', label: browserLabel(given.get('user-agent') ?? '') }
}

function browserLabel(agent: string): string {
  const browser = /(Edg|Firefox|Chrome|Safari)/.exec(agent)?.[1]?.replace('Edg', 'Edge') ?? 'A browser'
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent)?.[1]?.replace('Mac OS X', 'macOS')
  return system ? `${browser} on ${system}` : browser
}

function isSecure(): boolean {
  return config().siteUrl.startsWith('https://')
}

function cookieName(): string {
  return `${isSecure() ? '__Secure-' : ''}next-auth.session-token`
}
