import { NextResponse, type NextRequest } from 'next/server'
import { isReadable, refuseAtDoor } from '@/app/door'
import { isKnownAddress } from '@/lib/address-book'

const isDevelopment = process.env.NODE_ENV === 'development'

// For what people have uploaded: opened by itself it may do nothing at all.
const sandbox = "default-src 'none'; sandbox"

/** Gives every page its own nonce; access is never decided here, but where data is read or written. */
export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl
  const refused = refuseAtDoor(request.method, pathname, request.headers)
  if (refused) return refused
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
  const policy = /^\/(files|api\/images)\//.test(pathname) ? sandbox : policyFor(nonce)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  // Where to lead back to after signing in; set here, so that nobody else can.
  headers.set('x-twelvefold-path', pathname + search)
  const answer = { request: { headers } }
  // A page that calls notFound() reaches the browser as an empty document and is drawn by script alone
  // (https://github.com/vercel/next.js/issues/62228); an address without a route is drawn on the server.
  const missing = isReadable(pathname) ? (isKnownAddress(pathname) ? undefined : pathname) : ''
  const response =
    missing === undefined
      ? NextResponse.next(answer)
      : NextResponse.rewrite(new URL(`/missing${missing}`, request.url), answer)
  response.headers.set('content-security-policy', policy)
  return response
}

function policyFor(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "worker-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = {
  matcher: [{ source: '/((?!_next/static/|healthz$).*)' }],
}
