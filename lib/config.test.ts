import { expect, test } from 'vitest'
import { isLoopback, readConfig } from './config'

const given = { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' }

test('reads who may vouch for people', () => {
  const env = { ...given, OIDC_ISSUER: 'https://id.example.org/', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }
  expect(readConfig(env).providers).toEqual([
    { id: 'github', name: 'GitHub', issuer: 'https://github.com', clientId: 'id', clientSecret: 'secret' },
    { id: 'oidc', name: 'single sign-on', issuer: 'https://id.example.org', clientId: 'a', clientSecret: 'b' },
  ])
  expect(readConfig({}).providers).toEqual([])
  expect(readConfig({ ...given, GITHUB_URL: 'https://git.example.org/' }).providers).toMatchObject([
    { issuer: 'https://git.example.org' },
  ])
})

test.each([
  ['half a provider', { GOOGLE_CLIENT_ID: 'id' }, /GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET/],
  ['a provider without its address', { OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, /OIDC_ISSUER/],
  ['mail without a sender', { SMTP_URL: 'smtp://localhost' }, /MAIL_FROM/],
  ['mail by something else', { SMTP_URL: 'http://localhost', MAIL_FROM: 'a@example.org' }, /smtp:/],
  ['a number of proxies that is none', { TRUSTED_PROXIES: 'yes' }, /TRUSTED_PROXIES must be a number/],
  ['fewer than no proxies', { TRUSTED_PROXIES: '-1' }, /TRUSTED_PROXIES must be a number/],
  ['a switch that is neither', { MISSED_SEARCHES: 'no' }, /MISSED_SEARCHES must be on or off/],
  ['a site’s address without its scheme', { SITE_URL: 'learn.example.org' }, /SITE_URL must be an address/],
  ['access that is none', { SITE_ACCESS: 'all' }, /public or members/],
])('refuses %s, and says what is needed', (_what, env, words) => {
  expect(() => readConfig(env)).toThrow(words)
})

test('counts missed searches until it is switched off', () => {
  expect(
    ['', 'on', 'off', undefined].map((value) => readConfig({ MISSED_SEARCHES: value }).countsMissedSearches),
  ).toEqual([true, true, false, true])
})

test('reads domains however they are listed', () => {
  expect(readConfig({ SIGN_UP_DOMAINS: 'Team.example, lab.example' }).signUpDomains).toEqual([
    'team.example',
    'lab.example',
  ])
  expect(readConfig({ SIGN_UP_DOMAINS: '' }).signUpDomains).toEqual([])
})

test('trusts no proxy until it is told how many there are', () => {
  expect(readConfig({}).trustedProxies).toBe(0)
  expect(readConfig({ TRUSTED_PROXIES: '' }).trustedProxies).toBe(0)
  expect(readConfig({ TRUSTED_PROXIES: '2' }).trustedProxies).toBe(2)
})

test.each([
  '127.0.0.1',
  '127.0.0.1:3000',
  '127.8.8.8',
  '127.1',
  'localhost',
  'LocalHost:3000',
  '::1',
  '[::1]',
  '[::1]:3000',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
])('%s is this machine alone', (host) => {
  expect(isLoopback(host)).toBe(true)
})

test.each([
  '0.0.0.0',
  '::',
  '[::]:3000',
  '10.0.0.1',
  '::ffff:10.0.0.1',
  '::1:2',
  '127.0.0.1.example.org',
  'localhost.example.org',
  'example.org',
  'not a host',
  '',
])('%s is reached by others, or may be', (host) => {
  expect(isLoopback(host)).toBe(false)
})
