import { describe, expect, test } from 'vitest'
import { isReadable, refuseAtDoor } from './door'

const own = { host: 'learn.example.org', origin: 'https://learn.example.org' }
const ask = (method: string, pathname: string, headers: Record<string, string>) =>
  refuseAtDoor(method, pathname, new Headers(headers))

describe('at the door', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])('%s passes from anywhere', (method) => {
    expect(ask(method, '/lessons', { host: own.host, origin: 'https://evil.example' })).toBeUndefined()
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'anything'])('%s passes from this site alone', async (method) => {
    expect(ask(method, '/account', own)).toBeUndefined()
    for (const origin of ['https://evil.example', 'null', '']) {
      const refused = ask(method, '/account', { ...own, origin })
      expect(refused?.status).toBe(403)
      expect(await refused?.text()).toContain('did not come from a page of this site')
    }
  })

  test('a program with a token passes to where the token is looked at', () => {
    expect(ask('PUT', '/api/progress', { host: own.host, authorization: 'Bearer x' })).toBeUndefined()
  })

  test('an action takes a megabyte; routes of the API have their own limit', () => {
    const length = (bytes: number) => ({ ...own, 'content-length': String(bytes) })
    expect(ask('POST', '/write/new', length(1024 * 1024))).toBeUndefined()
    expect(ask('POST', '/write/new', length(1024 * 1024 + 1))?.status).toBe(413)
    // Smaller parts may follow at once.
    expect(ask('POST', '/write/new', length(1024 * 1024 + 1))?.headers.get('retry-after')).toBe('0')
    expect(ask('PUT', '/api/progress', length(2_000_000))).toBeUndefined()
  })

  test.each([
    ['/lessons/%E0%A4%A', false],
    ['/files/%', false],
    ['/_global-error', false],
    ['/lessons/100%25', true],
    ['/', true],
  ])('%s can be read: %s', (pathname, expected) => {
    expect(isReadable(pathname)).toBe(expected)
  })
})
