import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { config } from './config'
import { callerAddress, callerHeader, prepareRequests } from './requests'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const chain = 'made up, 203.0.113.7, 10.0.0.1'

test.each([
  [{ forwarded: chain, socket: '198.51.100.9', trustedProxies: 0 }, '198.51.100.9'],
  [{ forwarded: chain, socket: '127.0.0.1', trustedProxies: 1 }, '10.0.0.1'],
  [{ forwarded: chain, socket: '127.0.0.1', trustedProxies: 2 }, '203.0.113.7'],
  [{ forwarded: '203.0.113.7', socket: '127.0.0.1', trustedProxies: 3 }, '203.0.113.7'],
  [{ forwarded: '', socket: '127.0.0.1', trustedProxies: 1 }, '127.0.0.1'],
  [{ forwarded: 'unknown', socket: '127.0.0.1', trustedProxies: 1 }, '127.0.0.1'],
  [{ forwarded: '203.0.113.7:4711', socket: '127.0.0.1', trustedProxies: 1 }, '203.0.113.7'],
  [{ forwarded: '[2001:DB8::1]:4711', socket: '127.0.0.1', trustedProxies: 1 }, '2001:db8::1'],
  [{ forwarded: '', socket: '::ffff:198.51.100.9', trustedProxies: 0 }, '198.51.100.9'],
  [{ forwarded: chain, socket: undefined, trustedProxies: 0 }, 'unknown'],
])('of %j the address is %s', (given, address) => {
  expect(callerAddress(given)).toBe(address)
})

const forged = {
  'x-forwarded-for': '203.0.113.7',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-port': '1',
  'x-forwarded-proto': 'https',
}

/** What a server of this process sees of a request, and what its answer carries. */
async function exchange(headers: Record<string, string>): Promise<Record<'seen' | 'answered', IncomingHttpHeaders>> {
  let seen: IncomingHttpHeaders = {}
  const server = createServer((request, response) => {
    seen = request.headers
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const answered = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
    ask({ port, host: '127.0.0.1', headers }, (response) => resolve(response.resume().headers))
      .once('error', reject)
      .end()
  })
  await new Promise((resolve) => server.close(resolve))
  return { seen, answered }
}

test('without a proxy what a request says about its way is not believed', async () => {
  prepareRequests()
  const { seen } = await exchange(forged)
  expect(seen).toMatchObject({ 'x-forwarded-for': '127.0.0.1', [callerHeader()]: '127.0.0.1' })
  expect(Object.keys(seen).filter((name) => name.startsWith('x-forwarded'))).toEqual(['x-forwarded-for'])
})

test('behind a proxy it is', async () => {
  vi.spyOn(config(), 'trustedProxies', 'get').mockReturnValue(1)
  prepareRequests()
  expect((await exchange(forged)).seen).toMatchObject({ ...forged, [callerHeader()]: '203.0.113.7' })
})

test('what this process asks itself in somebody’s name comes from them', async () => {
  prepareRequests()
  const own = { ...forged, [callerHeader()]: '203.0.113.7' }
  expect((await exchange(own)).seen).toMatchObject(own)
})

test('every answer carries the strict headers', async () => {
  prepareRequests()
  const { answered } = await exchange({})
  expect(answered).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  })
  expect(answered['strict-transport-security']).toBeUndefined()
})

test('a site at an https address asks for https ever after, and for how many proxies there are', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  // As in a process that has just been started.
  Reflect.deleteProperty(globalThis, Symbol.for('twelvefold'))
  vi.stubEnv('SITE_URL', 'https://learn.example.org')
  prepareRequests()
  prepareRequests()
  expect((await exchange({})).answered['strict-transport-security']).toBe('max-age=31536000')
  expect(warn).toHaveBeenCalledOnce()
  expect(warn.mock.calls[0]?.[0]).toContain('TRUSTED_PROXIES=1')
})
