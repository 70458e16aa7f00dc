import { expect, test, vi } from 'vitest'
import { config } from '@/lib/config'
import { identityProviders } from './providers'

function userOf(claims: object) {
  const given = { id: 'oidc', name: 'SSO', issuer: 'https://id.example.org', clientId: 'a', clientSecret: 'b' } as const
  vi.spyOn(config(), 'providers', 'get').mockReturnValue([given])
  const [provider] = identityProviders()
  const tokens = { claims: () => claims }
  return provider?.profile({}, tokens)
}

test('an address that could be none here counts as none, and a name is one line', () => {
  expect(userOf({ sub: 's', email: 'ada@example.org\0', email_verified: true, name: 'Ada\0\nLovelace' })).toEqual({
    id: 's',
    email: '',
    name: 'Ada  Lovelace',
    isEmailVerified: true,
  })
})

test.each(['a\0b', '', 'a'.repeat(301)])('whoever it is there must have a name for it that can be kept', (sub) => {
  expect(() => userOf({ sub })).toThrow()
})

test('a letter that becomes a plain one in lower case does not make another person’s address', () => {
  expect(userOf({ sub: 's', email: 'jac\u212A@example.org' })).toMatchObject({ email: '' })
  expect(userOf({ sub: 's', email: 'Jack@Example.org' })).toMatchObject({ email: 'jack@example.org' })
})
