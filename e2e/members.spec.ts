import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { APIRequestContext, Browser } from '@playwright/test'
import { expect, test as base } from '@playwright/test'
import { matrix, ways, type Door } from './support/matrix'
import { admin, createPerson, signIn } from './support/people'
import { startSite, type Site } from './support/site'

const roles = ['reader', 'writer', 'admin'] as const

const test = base.extend<object, { members: Site }>({
  members: [
    async ({}, use) => {
      const site = await startSite({ env: { SITE_ACCESS: 'members' } })
      const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
      await writeFile(path.join(site.contentDir, 'postmortems', 'secret.png'), Buffer.from(pixel, 'base64'))
      for (const role of roles) createPerson(site, { email: `${role}@example.org`, name: `A ${role}`, role })
      await use(site)
      await site.stop()
    },
    { scope: 'worker' },
  ],
})

const canEnter = (door: Door, role: (typeof roles)[number] | undefined) =>
  door === 'open' || (door === 'members' ? role !== undefined : role === 'admin')

/** Words that stand on every page of content and of people, and on no page that leads into the site. */
async function secretsOf(request: APIRequestContext, site: Site): Promise<string[]> {
  const found = await request.get(`${site.address}/api/search?q=the&limit=20`)
  const { hits } = (await found.json()) as { hits: { title: string }[] }
  return [...hits.map(({ title }) => title), 'Google Flu Trends', 'writer@example.org', 'iVBORw0KGgo']
}

async function asRole(browser: Browser, site: Site, role: (typeof roles)[number]): Promise<APIRequestContext> {
  const context = await browser.newContext({ baseURL: site.address })
  await signIn(await context.newPage(), `${role}@example.org`)
  return context.request
}

test('every route of the build stands in the matrix, and nothing else does', async () => {
  const manifest = path.join(import.meta.dirname, '..', '.next', 'app-path-routes-manifest.json')
  const routes = Object.values(JSON.parse(await readFile(manifest, 'utf8')) as Record<string, string>)
  expect(new Set(Object.keys(matrix))).toEqual(new Set(routes))
})

test('signed out, every way to every route leads to sign-in and tells nothing', async ({ browser, members }) => {
  const secrets = await secretsOf(await asRole(browser, members, 'reader'), members)
  expect(secrets.length).toBeGreaterThan(8)
  const { request } = await browser.newContext({ baseURL: members.address })
  for (const { door, example } of Object.values(matrix)) {
    for (const [way, headers] of Object.entries(ways)) {
      const response = await request.get(example, { headers, maxRedirects: 0 })
      const text = await response.text()
      const what = `${example} as ${way}`
      for (const secret of secrets) expect(text, what).not.toContain(secret)
      if (door === 'open') continue
      const isRefused = [307, 401].includes(response.status()) || text.includes('/sign-in?callbackUrl')
      expect(isRefused, `${what}: ${response.status()}`).toBe(true)
    }
  }
})

test('signed out, a document that is there and one that is not get the same answer', async ({ request, members }) => {
  const answer = async (slug: string) => {
    const response = await request.get(`${members.address}/postmortems/${slug}`, { maxRedirects: 0 })
    return [response.status(), response.headers().location?.replace(slug, 'SLUG')]
  }
  expect(await answer('no-such-case')).toEqual(await answer('google-flu-trends'))
})

for (const role of roles) {
  test(`a ${role} gets what the matrix says`, async ({ browser, members }) => {
    const request = await asRole(browser, members, role)
    for (const { door, example } of Object.values(matrix)) {
      const response = await request.get(example, { maxRedirects: 0 })
      const text = await response.text()
      if (door === 'open') continue
      expect(response.status(), example).toBe(200)
      const isClosed = text.includes('This page is for admins')
      expect(isClosed, example).toBe(!canEnter(door, role))
      if (isClosed) expect(text).not.toContain('writer@example.org')
    }
  })
}

test('a token opens the API for its owner, and nothing when it is revoked or guessed', async ({ request, members }) => {
  const token = admin(members, ['token', '--email', 'reader@example.org', '--scope', 'read', '--name', 'CI'])
  const ask = async (given: string) =>
    (
      await request.get(`${members.address}/api/search?q=leakage`, { headers: { authorization: `Bearer ${given}` } })
    ).status()
  expect([await ask(token), await ask(`${token}x`), await ask('')]).toEqual([200, 401, 401])
  admin(members, ['disable', '--email', 'reader@example.org'])
  expect(await ask(token)).toBe(401)
  admin(members, ['enable', '--email', 'reader@example.org'])
})
