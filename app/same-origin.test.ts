import { expect, test, vi } from 'vitest'
import { requireSameOrigin } from './same-origin'

vi.mock('@/lib/config', () => ({ config: () => ({ siteUrl: 'https://learn.example.org' }) }))

const own = { origin: 'https://learn.example.org', host: 'learn.example.org', 'sec-fetch-site': 'same-origin' }

test('a page of this site passes, also behind a proxy and from a browser without fetch metadata', () => {
  expect(() => requireSameOrigin(new Headers(own))).not.toThrow()
  expect(() =>
    requireSameOrigin(new Headers({ ...own, host: 'inner:3000', 'x-forwarded-host': own.host })),
  ).not.toThrow()
  expect(() => requireSameOrigin(new Headers({ origin: own.origin, host: own.host }))).not.toThrow()
})

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another port', { origin: 'https://learn.example.org:8443' }],
  ['a name that begins like ours', { origin: 'https://learn.example.org.evil.example' }],
  ['the same name without https', { origin: 'http://learn.example.org' }],
  ['another scheme', { origin: 'ftp://inner:3000', host: 'inner:3000' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['nothing that is an origin', { origin: 'learn.example.org' }],
  ['a link of another site', { 'sec-fetch-site': 'cross-site' }],
  ['a sibling name', { 'sec-fetch-site': 'same-site' }],
])('%s is refused', (_, part) => {
  expect(() => requireSameOrigin(new Headers({ ...own, ...part }))).toThrow(/did not come from a page of this site/)
})

test('a request without an origin is refused', () => {
  expect(() => requireSameOrigin(new Headers({ host: own.host }))).toThrow(/did not come from a page of this site/)
})
