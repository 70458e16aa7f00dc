import { describe, expect, test } from 'vitest'
import { mayOpenForm, requireLocalRequest, type Origin } from './policy'

const own: Origin = {
  listensOn: '127.0.0.1',
  host: 'localhost:3000',
  origin: 'http://localhost:3000',
  site: 'same-origin',
}

describe('the form', () => {
  test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('opens at %s', (host) => {
    expect(mayOpenForm({ listensOn: '127.0.0.1', host })).toBe(true)
  })

  test.each([
    ['a name that leads to this machine', { listensOn: '127.0.0.1', host: 'learn.example.org' }],
    ['a server that others reach', { listensOn: '0.0.0.0', host: 'localhost:3000' }],
    ['a request without a host', { listensOn: '127.0.0.1', host: null }],
    ['a name that begins like ours', { listensOn: '127.0.0.1', host: 'localhost.example.org' }],
  ])('stays closed for %s', (_, request) => {
    expect(mayOpenForm(request)).toBe(false)
  })
})

describe('a request to write', () => {
  test('from a page of this site passes', () => {
    expect(() => requireLocalRequest(own)).not.toThrow()
    expect(() => requireLocalRequest({ ...own, site: null })).not.toThrow()
  })

  test.each<[string, Partial<Origin>]>([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:3001' }],
    ['a frame or a link of another site', { site: 'cross-site' }],
    ['a sibling name', { site: 'same-site' }],
    ['no origin', { origin: null }],
    ['an origin that is none', { origin: 'null' }],
    ['a foreign name for this machine', { host: 'evil.example', origin: 'http://evil.example' }],
    ['another machine', { listensOn: '0.0.0.0', host: '10.0.0.7:3000', origin: 'http://10.0.0.7:3000' }],
  ])('from %s is refused', (_, part) => {
    expect(() => requireLocalRequest({ ...own, ...part })).toThrow(
      expect.objectContaining({ code: 'forbidden', message: expect.stringMatching(/\w{3}/) as string }),
    )
  })
})
