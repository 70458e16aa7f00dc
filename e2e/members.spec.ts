import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { APIRequestContext, APIResponse, Browser } from '@playwright/test'
import { expect, test as base } from '@playwright/test'
import { ask, heldBy } from './support/answers'
import { aheadOfClick, matrix, methods, ways, type Door } from './support/matrix'
import { admin, createPerson, signIn } from './support/people'
import { startSite, type Site } from './support/site'
import { change, rows } from './support/tables'

const roles = ['reader', 'writer', 'admin'] as const
type Role = (typeof roles)[number]

const build = path.join(import.meta.dirname, '..', '.next')
const addressOf = (role: Role) => `${role}@example.org`
const image = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const test = base.extend<object, { members: Site }>({
  members: [
    async ({}, use) => {
      const site = await startSite({ env: { SITE_ACCESS: 'members' } })
      await writeFile(path.join(site.contentDir, 'postmortems', 'secret.png'), image)
      for (const role of roles) createPerson(site, { email: addressOf(role), name: `A ${role}`, role })
      shareDraft(site)
      await use(site)
      await site.stop()
    },
    { scope: 'worker' },
  ],
})

const canEnter = (door: Door, role: Role | undefined) =>
  door === 'open' || (door === 'members' ? role !== undefined : role === 'admin')

const draftTitle = 'What only members are shown'

/** A draft of the reader, at the address of the matrix. */
function shareDraft(site: Site): void {
  const [owner] = rows(site, 'select id from users where email = ?', addressOf('reader'))
  const fields = { title: draftTitle, summary: '', lessons: [], severity: 'minor', happened: '', failureClass: [] }
  const at = '2026-11-01T00:00:00.000Z'
  const draft = ['a-draft-to-be-shared', owner?.id, draftTitle, JSON.stringify(fields), 'Text.', 1, at, at]
  change(
    site,
    'insert into drafts (id, user_id, title, fields, body, version, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
    ...draft,
  )
  const token = createHash('sha256').update('shared-with-members').digest('hex')
  change(site, 'insert into draft_shares (token_hash, draft_id, created_at) values (?, ?, ?)', token, draft[0], at)
}

/** What stands in the content folder: slugs, ids and titles of every document, and the bytes of an image. */
async function contentOf({ contentDir }: Site) {
  const files = (await readdir(contentDir, { recursive: true })).filter((name) => name.endsWith('.mdx'))
  const texts = await Promise.all(files.map((name) => readFile(path.join(contentDir, name), 'utf8')))
  const valuesOf = (key: string) =>
    texts.map((text) => new RegExp(`^${key}: ["']?(.+?)["']?$`, 'm').exec(text)?.[1] ?? '')
  return {
    slugs: files.map((name) => path.basename(name.replace(/(\/index)?\.mdx$/, ''))),
    ids: valuesOf('id'),
    titles: valuesOf('title'),
    image,
  }
}

/** What nobody signed out may learn: all of the content, what is shared, and who has an account. */
async function secretsOf(site: Site): Promise<(string | Buffer)[]> {
  const { slugs, ids, titles } = await contentOf(site)
  return [...slugs, ...ids, ...titles, image, draftTitle, ...roles.map(addressOf)]
}

async function asRole(browser: Browser, site: Site, role: Role): Promise<APIRequestContext> {
  const context = await browser.newContext({ baseURL: site.address })
  await signIn(await context.newPage(), addressOf(role))
  return context.request
}

/** Every way to every route, and every method, with what answers. */
async function* walk(request: APIRequestContext, { address }: Site) {
  for (const { door, example, status = 200 } of Object.values(matrix)) {
    for (const [way, headers] of Object.entries(ways)) {
      const response = await ask(request, example, { headers })
      yield { door, example, status, way, what: `${example} as ${way}`, response }
    }
    for (const method of methods) {
      // As from a page of this site: from elsewhere it would not get so far.
      const response = await ask(request, example, { method, headers: { origin: address } })
      yield { door, example, status, way: method, what: `${method} ${example}`, response }
    }
  }
}

/** Whether an answer is the way to sign in, or no; a payload that leads somewhere says so in its body. */
async function isRefusal(response: APIResponse): Promise<boolean> {
  const { location = '' } = response.headers()
  if (response.status() === 307) return location.startsWith('/sign-in?callbackUrl')
  return [401, 405].includes(response.status()) || (await response.text()).includes('/sign-in?callbackUrl')
}

test('every route of the build stands in the matrix, and nothing else does', async () => {
  const manifest = path.join(build, 'app-path-routes-manifest.json')
  const routes = Object.values(JSON.parse(await readFile(manifest, 'utf8')) as Record<string, string>)
  expect(new Set(Object.keys(matrix))).toEqual(new Set(routes))
})

test('what the walk looks for is what a reader finds', async ({ browser, members }) => {
  const { slugs, ids, titles } = await contentOf(members)
  expect(slugs.length).toBeGreaterThan(50)
  for (const values of [slugs, ids, titles]) expect(new Set(values.filter(Boolean)).size).toBe(slugs.length)
  const request = await asRole(browser, members, 'reader')
  const held = async (address: string, secrets: (string | Buffer)[]) => heldBy(await request.get(address), secrets)
  expect(await held('/sitemap.xml', slugs)).toEqual(slugs)
  const known = `/api/progress/documents?ids=${ids.join(',')}`
  expect(await held(known, ids)).toEqual(ids)
  expect((await held(known, titles)).length).toBeGreaterThan(titles.length / 2)
  expect((await held('/feed/lessons.xml', titles)).length).toBeGreaterThan(5)
  expect(await held('/files/postmortems/secret.png', [image])).toEqual([image])
  expect(await held('/drafts/shared/shared-with-members', [draftTitle])).toEqual([draftTitle])
  expect(await held('/api/account', roles.map(addressOf))).toEqual([addressOf('reader')])
  for (const [way, headers] of Object.entries(ways)) {
    const response = await ask(request, '/postmortems/google-flu-trends', { headers })
    expect([200, 204], `${way}: ${response.status()}`).toContain(response.status())
  }
})

test('signed out, every way to every route leads to sign-in and tells nothing', async ({ browser, members }) => {
  test.setTimeout(180_000)
  const secrets = await secretsOf(members)
  const { request } = await browser.newContext({ baseURL: members.address })
  for await (const { door, example, way, what, response } of walk(request, members)) {
    // Whoever asks knows what they asked for, and is led back to it.
    const unasked = secrets.filter((secret) => !example.includes(String(secret)))
    expect(await heldBy(response, unasked), what).toEqual([])
    if (door === 'open' || aheadOfClick.has(way)) continue
    expect(await isRefusal(response), `${what}: ${response.status()}`).toBe(true)
  }
})

test('the files of the build are open, and hold nothing of the content', async ({ request, members }) => {
  const secrets = await secretsOf(members)
  const names = await readdir(path.join(build, 'static'), { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) {
    const response = await request.get(`${members.address}/_next/${path.relative(build, file)}`)
    expect(response.status(), file).toBe(200)
    expect(await heldBy(response, secrets), file).toEqual([])
  }
})

test('the sitemap and robots name no document to somebody signed out', async ({ request, members }) => {
  expect(await (await request.get(`${members.address}/sitemap.xml`)).text()).not.toContain('<loc>')
  expect(await (await request.get(`${members.address}/robots.txt`)).text()).toContain('Disallow: /\n')
})

test('no image is made smaller, since a copy would be kept for all', async ({ browser, request, members }) => {
  const asked = `${members.address}/_next/image?url=%2Ffiles%2Fpostmortems%2Fsecret.png&w=64&q=75`
  const reader = await asRole(browser, members, 'reader')
  for (const response of [await reader.get(asked), await request.get(asked)]) {
    expect(response.status()).toBeGreaterThanOrEqual(400)
    expect(await heldBy(response, [image, 'PNG'])).toEqual([])
  }
})

test('signed out, a document that is there and one that is not get the same answer', async ({ request, members }) => {
  const answer = async (slug: string, headers: Record<string, string>) => {
    const response = await ask(request, `${members.address}/postmortems/${slug}`, { headers })
    return [response.status(), response.headers().location?.replace(slug, 'SLUG')]
  }
  for (const [way, headers] of Object.entries(ways)) {
    expect(await answer('no-such-case', headers), way).toEqual(await answer('google-flu-trends', headers))
  }
})

for (const role of roles) {
  test(`the role of ${role} gets what the matrix says, by every way`, async ({ browser, members }) => {
    test.setTimeout(180_000)
    const request = await asRole(browser, members, role)
    const others = roles.filter((other) => other !== role).map(addressOf)
    for await (const { door, status, way, what, response } of walk(request, members)) {
      expect(response.status(), what).toBeLessThan(500)
      if (door !== 'admins' || !canEnter(door, role)) expect(await heldBy(response, others), what).toEqual([])
      if (door === 'open' || !(way in ways) || aheadOfClick.has(way)) continue
      if (door === 'writers') {
        expect(role === 'reader' ? [403, 405] : [404, 405], what).toContain(response.status())
        continue
      }
      expect(response.status(), what).toBe(status)
      const isClosed = (await response.text()).includes('This page is for admins')
      expect(isClosed, what).toBe(!canEnter(door, role))
    }
  })
}

test('a token opens the API for its owner, and nothing when it is revoked or guessed', async ({ request, members }) => {
  const token = admin(members, ['token', '--email', 'reader@example.org', '--scope', 'read', '--name', 'CI'])
  const addresses = ['/api/search?q=leakage', '/feed.xml', '/feed/lessons/7.xml']
  const statuses = (given: string) =>
    Promise.all(
      addresses.map(async (address) => {
        const headers = { authorization: `Bearer ${given}` }
        return (await request.get(members.address + address, { headers })).status()
      }),
    )
  expect(await statuses(token)).toEqual([200, 200, 200])
  for (const guessed of [`${token}x`, '']) expect(await statuses(guessed)).toEqual([401, 401, 401])
  admin(members, ['disable', '--email', 'reader@example.org'])
  expect(await statuses(token)).toEqual([401, 401, 401])
  admin(members, ['enable', '--email', 'reader@example.org'])
})
