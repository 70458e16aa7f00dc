import { NextResponse, type NextRequest } from 'next/server'
import { isKnownAddress } from '@/lib/address-book'

const isDevelopment = process.env.NODE_ENV === 'development'

/** Gives every page its own nonce; access is never decided here, but where data is read or written. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
  const policy = policyFor(nonce)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  // Where to lead back to after signing in; set here, so that nobody else can.
  headers.set('x-twelvefold-path', request.nextUrl.pathname + request.nextUrl.search)
  const answer = { request: { headers } }
  const { pathname } = request.nextUrl
  // A page that calls notFound() reaches the browser as an empty document and is drawn by script alone
  // (https://github.com/vercel/next.js/issues/62228); an address without a route is drawn on the server.
  const missing = (path: string) => NextResponse.rewrite(new URL(`/missing${path}`, request.url), answer)
  const response = !isWellFormed(pathname)
    ? missing('')
    : isKnownAddress(pathname)
      ? NextResponse.next(answer)
      : missing(pathname)
  response.headers.set('content-security-policy', policy)
  return response
}

// An address with a broken escape in it is none: a route handler would answer 500 before it is asked, and a rewrite that
// holds it makes the server call itself without end.
function isWellFormed(pathname: string): boolean {
  try {
    decodeURI(pathname)
    return true
  } catch {
    return false
  }
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
  matcher: [{ source: '/((?!_next/static|_next/image|healthz).*)' }],
}
