import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { commitPostmortem, removePostmortem, titleOf } from './support/postmortems'
import { expect, test } from './support/test'

type Entry = { id: string; title: string; summary: string; link: string; published: string; updated: string }

/** Reads a feed as the browser's own parser does, which takes no XML that is not well-formed. */
async function readFeed(page: Page, address: string): Promise<{ title: string; self: string; entries: Entry[] }> {
  const response = await page.request.get(address)
  expect(response.headers()['content-type'], address).toBe('application/atom+xml; charset=utf-8')
  return page.evaluate(
    (xml) => {
      const parse = (text: string, type: DOMParserSupportedType) => new DOMParser().parseFromString(text, type)
      const feed = parse(xml, 'application/xml')
      const broken = feed.querySelector('parsererror')
      if (broken) throw new Error(broken.textContent)
      const text = (parent: ParentNode, name: string) => parent.querySelector(`:scope > ${name}`)?.textContent ?? ''
      const asRead = (parent: ParentNode, name: string) => parse(text(parent, name), 'text/html').body.textContent
      return {
        title: text(feed.documentElement, 'title'),
        self: feed.querySelector('feed > link[rel=self]')?.getAttribute('href') ?? '',
        entries: [...feed.querySelectorAll('entry')].map((entry) => ({
          id: text(entry, 'id'),
          title: asRead(entry, 'title'),
          summary: asRead(entry, 'summary'),
          link: entry.querySelector('link')?.getAttribute('href') ?? '',
          published: text(entry, 'published'),
          updated: text(entry, 'updated'),
        })),
      }
    },
    await response.text(),
  )
}

test('each page says which feed it has, and the feed is one that can be read', async ({ page, site }) => {
  const feeds = {
    '/': '/feed.xml',
    '/lessons': '/feed/lessons.xml',
    '/toy-problems': '/feed/toy-problems.xml',
    '/postmortems': '/feed/postmortems.xml',
    '/lessons/be-your-own-biggest-sceptic': '/feed/lessons/7.xml',
  }
  for (const [address, feed] of Object.entries(feeds)) {
    await page.goto(address)
    const link = page.locator('head link[rel=alternate][type="application/atom+xml"]')
    await expect(link, address).toHaveCount(1)
    expect(new URL((await link.getAttribute('href')) ?? '', site.address).pathname, address).toBe(feed)
    if (address !== '/')
      await expect(page.getByRole('main').getByRole('link', { name: 'Follow by Atom feed' })).toHaveAttribute(
        'href',
        feed,
      )
    const { self, entries } = await readFeed(page, feed)
    expect(self).toBe(site.address + feed)
    expect(entries.length).toBeGreaterThan(0)
    expect(entries.length).toBeLessThanOrEqual(50)
    const days = entries.map(({ updated }) => updated)
    expect(days).toEqual([...days].sort().reverse())
    for (const { id, title, summary, link: there, published } of entries.slice(0, 3)) {
      expect(id).toMatch(/^urn:twelvefold:[a-z0-9]{8,16}$/)
      expect(published).toMatch(/^\d{4}-\d{2}-\d{2}T00:00:00.000Z$/)
      expect(summary).not.toBe('')
      expect(there.startsWith(`${site.address}/`)).toBe(true)
      expect(await (await page.request.get(there)).text()).toContain(title.slice(0, 20))
    }
  }
  await expect(page.getByRole('contentinfo').getByRole('link', { name: 'Atom feed' }).last()).toHaveAttribute(
    'href',
    '/feed.xml',
  )
})

test('whatever a title holds, the feed stays one that can be read', async ({ page, site }) => {
  const file = path.join(site.contentDir, 'postmortems', 'hostile-title.mdx')
  const title = 'a < b && <script>alert(1)</script> ]]> &amp; “ü” 😀'
  const front = { id: 'hostiletitle1', title, summary: title, authors: [title] }
  const fields = { ...front, lessons: [3], created: '2026-11-02', severity: 'minor', happened: '2026' }
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
  await page.goto('/')
  await writeFile(file, `---\n${lines.join('')}---\n\nText.\n`)
  const found = async () =>
    (await readFeed(page, '/feed/lessons/3.xml')).entries.find(({ id }) => id === 'urn:twelvefold:hostiletitle1')
  await expect.poll(found).toMatchObject({ title, summary: title })
  await rm(file)
  await expect.poll(found).toBeUndefined()
})

test('who has a feed as it is gets 304, and the new one as soon as there is one', async ({ request, site }) => {
  const get = (etag?: string) => request.get('/feed/lessons/3.xml', { headers: etag ? { 'if-none-match': etag } : {} })
  const first = await get()
  const { etag = '', 'cache-control': caching } = first.headers()
  expect(caching).toBe('no-cache, private')
  const again = await get(etag)
  expect([again.status(), (await again.body()).length, again.headers().etag]).toEqual([304, 0, etag])
  expect((await get(`"other", W/${etag}`)).status()).toBe(304)
  await commitPostmortem(site, 'followed-by-feed', 'New.')
  const changed = await get(etag)
  expect(changed.status()).toBe(200)
  expect(await changed.text()).toContain(titleOf('followed-by-feed'))
  await removePostmortem(site, 'followed-by-feed')
})

test('where there is no feed, words say which there are', async ({ request }) => {
  for (const address of ['/feed/lessons/13.xml', '/feed/posts.xml', '/feed/lessons/7', '/feed/postmortems/7.xml']) {
    const response = await request.get(address)
    expect(response.status(), address).toBe(404)
    const { error, message } = (await response.json()) as Record<string, string>
    expect(error, address).toBe('not-found')
    expect(message, address).toContain('/feed/postmortems.xml')
  }
})
