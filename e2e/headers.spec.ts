import { expect, test } from './support/test'

test('every answer carries the headers, every page a nonce of its own', async ({ request }) => {
  const nonces = new Set<string>()
  for (const address of [
    '/',
    '/lessons/math-or-code',
    '/search?q=leakage',
    '/write/new',
    '/nowhere',
    '/api/search?q=a',
  ]) {
    const headers = (await request.get(address)).headers()
    expect(headers['x-content-type-options'], address).toBe('nosniff')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['referrer-policy']).toBeTruthy()
    expect(headers['permissions-policy']).toBeTruthy()
    expect(headers['x-powered-by']).toBeUndefined()
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none')
  }
  expect(nonces.size).toBe(6)
})

test('every script of a page carries its nonce', async ({ request }) => {
  const response = await request.get('/lessons/math-or-code')
  const nonce = /'nonce-([^']+)'/.exec(response.headers()['content-security-policy'] ?? '')?.[1]
  const scripts = [...(await response.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
  expect(scripts.length).toBeGreaterThan(3)
  for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
})

test('nothing but images leaves the content folder', async ({ request }) => {
  for (const address of [
    '/files/lessons/math-or-code.mdx',
    '/files/toy-problems/prices-law/solution.py',
    '/files/../package.json',
    '/files/..%2f..%2fpackage.json',
    '/files/lessons/..%2f..%2fpackage.json',
    '/files/.git/config',
    '/files/lessons/nothing.png',
  ]) {
    expect((await request.get(address)).status(), address).toBeGreaterThanOrEqual(400)
  }
})
