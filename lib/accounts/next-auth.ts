import { cookies, headers } from 'next/headers'
import { getServerSession, type NextAuthOptions } from 'next-auth'
import { encode } from 'next-auth/jwt'
import QuickLRU from 'quick-lru'
import { cache } from 'react'
import { config } from '@/lib/config'
import { once } from '@/lib/process'
import { callerHeader } from '@/lib/requests'
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

const mostOpened = 2000
const maxAge = 30 * 24 * 60 * 60
/** Tells the browser to leave nothing of the person behind; a session that only ran out does not. */
const signedOutCookie = 'twelvefold-signed-out'

/** How next-auth is used: its cookie holds the id of a session and nothing about the person. */
export function authOptions(): NextAuthOptions {
  return {
    providers: [],
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge },
    logger: { error: logCode, warn: logCode, debug: () => undefined },
    pages: { signIn: '/sign-in', signOut: '/account', error: '/sign-in' },
    callbacks: {
      session: ({ session, token }) => ({ ...session, ...(token.sessionId && { sessionId: token.sessionId }) }),
    },
  }
}

// What it would log beside the code holds what a provider sent about a person.
function logCode(code: string, details?: unknown): void {
  const error = details instanceof Error ? details : (details as { error?: unknown } | undefined)?.error
  // The message may be a stranger's, by the address they come back with.
  const words = error instanceof Error ? error.message.replace(/\p{Cc}/gu, ' ').slice(0, 300) : ''
  console.error(`Sign-in: ${code} ${words}`)
}

/** The id of the session that the request's cookie carries; undefined without one, or with one that was tampered with. */
const sessionIdOfRequest = cache(async (): Promise<string | undefined> => {
  const jar = await cookies()
  const callback = jar.get(cookieName('callback-url'))?.value
  // Next-auth takes a bad one for a fault of the server.
  if (callback !== undefined && !isHttp(callback)) return undefined
  const cookie = jar.get(sessionCookieName())?.value
  return cookie === undefined ? undefined : sessionIdOf(cookie)
})

// What a cookie says does not change, and opening it costs a tenth of a page; whether its session is still there is
// asked of the database each time.
async function sessionIdOf(cookie: string): Promise<string | undefined> {
  const opened = once('session-cookies', () => new QuickLRU<string, string>({ maxSize: mostOpened }))
  const known = opened.get(cookie)
  if (known !== undefined) return known
  const sessionId = (await getServerSession(authOptions()))?.sessionId
  if (sessionId !== undefined) opened.set(cookie, sessionId)
  return sessionId
}

function isHttp(address: string): boolean {
  const base = address.startsWith('/') ? config().siteUrl : undefined
  return URL.canParse(address, base) && /^https?:$/.test(new URL(address, base).protocol)
}

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
  jar.set(sessionCookieName(), value, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge })
  await forgetSignedOut()
}

/** Forgets next-auth's own note of where to lead back to. Only in an action or a route handler. */
export async function forgetCallback(): Promise<void> {
  const jar = await cookies()
  jar.delete({ name: cookieName('callback-url'), path: '/', secure: isSecure() })
}

/** Ends what signing out told the browser. Only in an action or a route handler. */
export async function forgetSignedOut(): Promise<void> {
  const jar = await cookies()
  jar.delete(signedOutCookie)
}

/** Ends the request's session, if it has not ended yet, and forgets its cookie. Only in an action or a route handler. */
export async function signOut(): Promise<void> {
  const sessionId = await sessionIdOfRequest()
  if (sessionId !== undefined) await endSessionById(sessionId)
  const jar = await cookies()
  // A browser takes no notice of a cookie of this name that is not secure, nor of its removal.
  jar.delete({ name: sessionCookieName(), path: '/', secure: isSecure() })
  jar.set(signedOutCookie, '1', { sameSite: 'lax', path: '/', secure: isSecure() })
}

/** Where a request comes from, for limits and for the list of sessions. */
export async function callerOfRequest(): Promise<{ address: string; label: string }> {
  const given = await headers()
  return { address: given.get(callerHeader()) ?? 'unknown', label: browserLabel(given.get('user-agent') ?? '') }
}

function browserLabel(agent: string): string {
  // The first that stands there: most name others as well.
  const named = (names: string[]) => names.find((name) => agent.includes(name))
  const browser = named(['Edg', 'Firefox', 'Chrome', 'Safari'])?.replace('Edg', 'Edge') ?? 'A browser'
  const system = named(['iPhone', 'iPad', 'Android', 'Windows', 'Mac OS X', 'Linux'])?.replace('Mac OS X', 'macOS')
  return system ? `${browser} on ${system}` : browser
}

/** Whether cookies go over https alone. */
export function isSecure(): boolean {
  return config().siteUrl.startsWith('https://')
}

/** How the cookie of a session is called on this site. */
export function sessionCookieName(): string {
  return cookieName('session-token')
}

function cookieName(name: 'session-token' | 'callback-url'): string {
  return `${isSecure() ? '__Secure-' : ''}next-auth.${name}`
}
