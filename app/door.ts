import { AppError } from '@/lib/errors'
import { requireSameOrigin } from './same-origin'

/** Most bytes of a form or an action; the framework's own limit is the same (next.config.mjs). */
const mostBytes = 1024 * 1024

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * What is refused before any page or route is asked, with words where the framework would answer 500: what another site
 * sends, and bodies too large for an action. Undefined lets the request through; what it may do is decided inside.
 */
export function refuseAtDoor(method: string, pathname: string, headers: Headers): Response | undefined {
  if (reading.has(method)) return undefined
  // A token is sent by a program and by no foreign page; routes have limits of their own.
  const isProgram = headers.has('authorization')
  try {
    if (!isProgram) requireSameOrigin(headers)
  } catch (error) {
    if (error instanceof AppError) return refusal(403, error.message)
    throw error
  }
  if (pathname.startsWith('/api/') || Number(headers.get('content-length') ?? 0) <= mostBytes) return undefined
  return refusal(413, 'This is more than 1 MB, and too much at once. Send less of it; what you typed is kept.', {
    'retry-after': '0',
  })
}

/** Whether an address can be read at all; one with a broken percent sign in it leads nowhere. */
export function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    // The page for faults of the framework itself is no address of the site.
    return !pathname.startsWith('/_global-error')
  } catch {
    return false
  }
}

function refusal(status: number, words: string, headers: Record<string, string> = {}): Response {
  return new Response(words, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })
}
