import { randomBytes } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import path from 'node:path'
import { config, type Config } from './config'
import { choosePrecompressed, listPrecompressed } from './precompressed'
import { once } from './process'
import { policyOfPython, pythonBase } from './python-policy'

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

// This server speaks http alone.
const untold =
  'SITE_URL is https, so a reverse proxy stands in front: set TRUSTED_PROXIES=1. Until then all who come through it count as one address where sign-in is limited.'

const oneYear = 365 * 24 * 60 * 60

/**
 * The header in which a request says where it comes from, once `prepareRequests` has seen it. Its name is a secret of
 * this process: nobody else can send it, and what Next asks itself in somebody's name carries it on.
 */
export function callerHeader(): string {
  return once('caller-header', () => `x-caller-${randomBytes(16).toString('hex')}`)
}

/**
 * From now on every request says where it comes from, and every answer carries the headers that keep browsers strict.
 * It happens before Next sees the request: what it answers by itself, such as redirects and files of the build, has no
 * other place for it.
 */
export function prepareRequests(): void {
  once('requests', () => {
    const settings = config()
    const isHttps = settings.siteUrl.startsWith('https://')
    if (isHttps && settings.trustedProxies === 0) console.warn(untold)
    const built = path.join(process.cwd(), '.next', 'static')
    const precompressed = settings.isDevelopment ? new Set<string>() : listPrecompressed(built)
    subscribe('http.server.request.start', (message) => {
      const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
      nameCaller(request, settings)
      for (const [name, value] of Object.entries(headersOfEveryAnswer)) response.setHeader(name, value)
      if (request.url?.startsWith(pythonBase)) {
        response.setHeader(
          'Content-Security-Policy',
          policyOfPython([new URL(settings.siteUrl).host, request.headers.host]),
        )
      }
      choosePrecompressed(request, response, precompressed)
      if (isHttps) response.setHeader('Strict-Transport-Security', `max-age=${oneYear}`)
    })
    return true
  })
}

function nameCaller({ headers, socket }: IncomingMessage, { trustedProxies }: Config): void {
  if (headers[callerHeader()] !== undefined) return
  const forwarded = String(headers['x-forwarded-for'] ?? '')
  const address = callerAddress({ forwarded, socket: socket.remoteAddress, trustedProxies })
  headers[callerHeader()] = address
  headers['x-forwarded-for'] = address
  if (trustedProxies > 0) return
  // Next believes these, and anybody can send them.
  for (const name of ['x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto']) delete headers[name]
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
