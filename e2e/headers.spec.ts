import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createPerson, leaveAndSignOut, password, signIn } from './support/people'
import { startSite } from './support/site'
import { expect, people, test } from './support/test'

const policyOfPages = [
  "default-src 'self'",
  "script-src 'nonce-NONCE' 'strict-dynamic'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
]
const policyOfNothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const headersOfAll = {
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
}

type Headers = Record<string, string>

function expectHeaders(headers: Headers, what: string): void {
  expect(headers, what).toMatchObject(headersOfAll)
  expect(headers['x-powered-by'], what).toBeUndefined()
}

/** Expects the whole policy of pages, and gives its nonce. */
function expectPolicy(headers: Headers, what: string): string {
  const policy = headers['content-security-policy'] ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(nonce, what).toMatch(/^[\w+/]{24}$/)
  expect(policy.replace(nonce, 'NONCE').split('; '), what).toEqual(policyOfPages)
  return nonce
}

test('every page, found or not or elsewhere, carries the whole policy and a nonce of its own', async ({ request }) => {
  const nonces = new Set<string>()
  const addresses = {
    '/': 200,
    '/lessons/math-or-code': 200,
    '/search?q=leakage': 200,
    '/write/new': 200,
    '/sign-in': 200,
    '/progress': 200,
    '/setup/guessed': 404,
    '/lessons/no-such-lesson': 404,
    '/nowhere': 404,
    '/lessons/62pa78yr3s': 308,
    '/account': 307,
    '/people': 307,
    '/api/search?q=a': 200,
    '/api/account': 401,
    '/sitemap.xml': 200,
    '/feed.xml': 200,
    '/feed/lessons/13.xml': 404,
    '/robots.txt': 200,
    '/icon.svg': 200,
  }
  for (const [address, status] of Object.entries(addresses)) {
    const response = await request.get(address, { maxRedirects: 0 })
    expect(response.status(), address).toBe(status)
    expectHeaders(response.headers(), address)
    nonces.add(expectPolicy(response.headers(), address))
  }
  expect(nonces.size).toBe(Object.keys(addresses).length)
})

test('refusals of the API carry the same; what comes from elsewhere does not get so far', async ({ page, site }) => {
  await signIn(page, people.reader.email)
  const put = (data: string, origin: string) =>
    page.request.put('/api/progress', {
      headers: { origin, 'content-type': 'application/json' },
      data: Buffer.from(data),
    })
  const tooLarge = await put(' '.repeat(3 * 1024 * 1024), site.address)
  const foreign = await put('{"operations":[]}', 'https://evil.example')
  await leaveAndSignOut(page)
  const signedOut = await put('{"operations":[]}', site.address)
  expect([tooLarge.status(), foreign.status(), signedOut.status()]).toEqual([413, 403, 401])
  for (const response of [tooLarge, foreign, signedOut]) expectHeaders(response.headers(), String(response.status()))
  for (const response of [tooLarge, signedOut]) expectPolicy(response.headers(), String(response.status()))
  expect(foreign.headers()['content-security-policy']).toBe(policyOfNothing)
})

test('what is no page has a policy too', async ({ request, site }) => {
  const pixel = 'R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='
  const image = path.join(site.contentDir, 'postmortems', 'pixel.gif')
  await writeFile(image, Buffer.from(pixel, 'base64'))
  const page = await (await request.get('/')).text()
  const script = /\/_next\/static\/[^"]+\.js/.exec(page)?.[0] ?? ''
  for (const address of ['/healthz', script, '/_next/static/nothing.js']) {
    const headers = (await request.get(address)).headers()
    expectHeaders(headers, address)
    expect(headers['content-security-policy'], address).toBe(policyOfNothing)
  }
  // What somebody has sent up may do nothing at all when it is opened by itself.
  for (const address of ['/files/postmortems/pixel.gif', '/files/postmortems/nothing.gif']) {
    const headers = (await request.get(address)).headers()
    expectHeaders(headers, address)
    expect(headers['content-security-policy'], address).toBe("default-src 'none'; sandbox")
  }
  // Other journeys on this site look at the whole folder.
  await rm(image)
})

test('scripts and styles come in Brotli, and as they are to what does not read it', async ({ request }) => {
  const page = await (await request.get('/')).text()
  const files = [...new Set(page.match(/\/_next\/static\/[^"?\\]+\.(js|css)/g))]
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) {
    const packed = await request.get(file, { headers: { 'accept-encoding': 'br' } })
    const plain = await request.get(file, { headers: { 'accept-encoding': 'identity' } })
    expect(packed.headers(), file).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' })
    expect(plain.headers()['content-encoding'], file).toBeUndefined()
    expect(await packed.text(), file).toBe(await plain.text())
    for (const response of [packed, plain]) expect(response.headers()['cache-control']).toContain('immutable')
  }
})

test('every script of a page carries its nonce', async ({ request }) => {
  const response = await request.get('/lessons/math-or-code')
  const nonce = /'nonce-([^']+)'/.exec(response.headers()['content-security-policy'] ?? '')?.[1]
  const scripts = [...(await response.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
  expect(scripts.length).toBeGreaterThan(3)
  for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
})

test('the cookie of a session is out of reach of scripts and of other sites', async ({ page }) => {
  await signIn(page, people.reader.email)
  const cookies = await page.context().cookies()
  expect(cookies.filter(({ httpOnly }) => httpOnly)).toMatchObject([
    { name: 'next-auth.session-token', sameSite: 'Lax', secure: false, path: '/' },
  ])
  // What a script may read says nothing about the person.
  expect(cookies.filter(({ httpOnly }) => !httpOnly).map(({ name }) => name)).toEqual([])
  const days = ((cookies[0]?.expires ?? 0) - Date.now() / 1000) / 86_400
  expect(days).toBeGreaterThan(29)
  expect(days).toBeLessThan(31)
})

test('on an https site cookies go over https alone, and browsers remember that', async ({ page }) => {
  const secret = 'a secret of the tests, long enough to sign with'
  const site = await startSite({ env: { SITE_URL: 'https://learn.example.org', AUTH_SECRET: secret } })
  try {
    createPerson(site, people.reader)
    await page.goto(`${site.address}/sign-in`)
    await page.getByLabel('E-mail address').fill(people.reader.email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('link', { name: /^Your account/ })).toBeVisible()
    expect(await page.context().cookies()).toMatchObject([
      { name: '__Secure-next-auth.session-token', httpOnly: true, sameSite: 'Lax', secure: true, path: '/' },
    ])
    for (const address of ['/', '/healthz', '/api/account']) {
      const response = await page.request.get(site.address + address)
      expect(response.headers()['strict-transport-security'], address).toBe('max-age=31536000')
    }
    await page.goto(`${site.address}/account`)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible()
    const left = (await page.context().cookies()).map(({ name }) => name)
    expect(left).not.toContain('__Secure-next-auth.session-token')
  } finally {
    await page.goto('about:blank')
    await site.stop()
  }
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
