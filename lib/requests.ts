import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { config, type Config } from './config'
import { once } from './process'

const headersOfEveryAnswer = {
  // What is no page needs nothing; proxy.ts gives every page a policy of its own in the place of this one.
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
}

const oneYear = 365 * 24 * 60 * 60

/**
 * From now on every request says where it comes from, in `x-forwarded-for`, and every answer carries the headers that
 * keep browsers strict. It happens before Next sees the request: what it keeps for itself, such as redirects and
 * files of the build, has no other place for it.
 */
export function prepareRequests(): void {
  once('requests', () => {
    const settings = config()
    subscribe('http.server.request.start', (message) => {
      const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
      trustOnlyProxies(request, settings)
      for (const [name, value] of Object.entries(headersOfEveryAnswer)) response.setHeader(name, value)
      if (settings.siteUrl.startsWith('https://')) {
        response.setHeader('Strict-Transport-Security', `max-age=${oneYear}`)
      }
    })
    return true
  })
}

// Anybody can send these headers; those of a proxy in front are worth something, as far as there is one.
function trustOnlyProxies({ headers, socket }: IncomingMessage, { trustedProxies }: Config): void {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
  if (trustedProxies === 0) {
    // After an action that redirects, Next asks itself for the payload of the next page, and says for whom.
    if (forwarded && headers.rsc === undefined) warnOnce()
    for (const name of ['x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto']) delete headers[name]
  }
  headers['x-forwarded-for'] = callerAddress({ forwarded, socket: socket.remoteAddress, trustedProxies })
}

/**
 * The address of whoever sent a request: the one that the outermost trusted proxy saw. Every proxy adds the address it
 * saw at the end of `X-Forwarded-For`; what stands further in front anybody may have made up.
 */
export function callerAddress({
  forwarded,
  socket = '',
  trustedProxies,
}: {
  forwarded: string
  socket: string | undefined
  trustedProxies: number
}): string {
  const seen = [...forwarded.split(',').filter((part) => part.trim() !== ''), socket]
  const outermost = seen[Math.max(0, seen.length - 1 - trustedProxies)] ?? ''
  return plainAddress(outermost) ?? plainAddress(socket) ?? 'unknown'
}

// Some proxies add the port, and one socket for both families writes IPv4 addresses in its own way.
function plainAddress(written: string): string | undefined {
  const address = written
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/^::ffff:(?=[\d.]+$)/, '')
  return isIP(address) > 0 ? address : undefined
}

function warnOnce(): void {
  once('forwarded-warning', () => {
    console.warn(
      'A request came with X-Forwarded-For. If a reverse proxy stands in front of this server, set TRUSTED_PROXIES=1: ' +
        'until then everybody who comes through it counts as one address where sign-in is limited.',
    )
    return true
  })
}
