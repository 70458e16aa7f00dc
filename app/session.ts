import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getSiteSettings, getViewer, viewerOfToken } from '@/lib/accounts'
import { AppError } from '@/lib/errors'
import { hasRole, requireRole, type Role, type Viewer } from '@/lib/viewer'
import { requireSameOrigin } from './same-origin'

/** For every page of reading: who reads. On a members-only site somebody signed out is led to sign in, and back. */
export async function requireReader(): Promise<Viewer | undefined> {
  const viewer = await getViewer()
  if (!viewer && !(await mayRead())) await leadToSignIn()
  return viewer
}

/** Whether the one who asks may read: for what a page says about itself before it is rendered. */
export async function mayRead(): Promise<boolean> {
  return (await getViewer()) !== undefined || (await getSiteSettings()).access === 'public'
}

/** For every page that takes a role: who asks; somebody signed out is led to sign in, and back. */
export async function requireViewer(role: Role): Promise<Viewer | undefined> {
  const viewer = await getViewer()
  if (!viewer) return leadToSignIn()
  return hasRole(viewer, role) ? viewer : undefined
}

/**
 * For every route handler that reads: who asks; on a members-only site throws `unauthenticated` for somebody signed out.
 * A program sends a token; one that is not good is refused on any site, so that its owner hears of it.
 */
export async function requireMember(request: Request): Promise<Viewer | undefined> {
  const token = tokenOf(request)
  if (token === undefined) {
    if (await mayRead()) return getViewer()
    throw new AppError('unauthenticated', 'This site is for its members. Sign in, or send a token.')
  }
  const viewer = await viewerOfToken(token, 'read')
  if (viewer) return viewer
  throw unknownToken()
}

/**
 * For every route handler that writes for people and for programs: the writer who asks from a page of this site, or who
 * owns the token. Throws `forbidden` for another origin, a token that only reads, or a lower role, else `unauthenticated`.
 */
export async function requireWriter(request: Request): Promise<Viewer> {
  const token = tokenOf(request)
  if (token === undefined) {
    requireSameOrigin(request.headers)
    const viewer = await getViewer()
    if (!viewer) throw new AppError('unauthenticated', 'Sign in, or send a token that publishes.')
    return requireRole(viewer, 'writer')
  }
  const viewer = await viewerOfToken(token, 'publish')
  if (viewer) return requireRole(viewer, 'writer')
  if (!(await viewerOfToken(token, 'read'))) throw unknownToken()
  throw new AppError('forbidden', 'This token only reads. Make one that publishes on your account page.')
}

function tokenOf(request: Request): string | undefined {
  return /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
}

function unknownToken(): AppError {
  return new AppError('unauthenticated', 'This token is unknown, revoked, or of a closed account.')
}

async function leadToSignIn(): Promise<never> {
  const path = (await headers()).get('x-twelvefold-path') ?? '/'
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
}
