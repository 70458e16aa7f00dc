import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { APIRequestContext, Browser } from '@playwright/test'
import sharp from 'sharp'
import { createPerson, signIn } from './support/people'
import { git, type Site } from './support/site'
import { expect, people, test } from './support/test'
import { fillBody, openBody } from './support/writing'

const red = { width: 60, height: 30, channels: 3, background: '#c00' } as const

/** A photograph that says where it was taken. */
function photograph(): Promise<Buffer> {
  return sharp({ create: red })
    .jpeg()
    .withExif({ IFD0: { Make: 'quokkacam' }, IFD3: { GPSLatitude: '47/1 22/1 0/1' } })
    .toBuffer()
}

type Sent = { draft: string; bytes: Buffer; origin?: string }

function send(request: APIRequestContext, { address }: Site, { draft, bytes, origin = address }: Sent) {
  const headers = { origin, 'content-type': 'image/png' }
  return request.post(`${address}/api/images?draft=${draft}`, { data: bytes, headers })
}

async function signedIn(browser: Browser, site: Site, email: string): Promise<APIRequestContext> {
  const context = await browser.newContext({ baseURL: site.address })
  await signIn(await context.newPage(), email)
  return context.request
}

test('a picture is uploaded, seen by its owner and by whom it is shared with, published with the page, and in git without where it was taken', async ({
  page,
  browser,
  site,
}) => {
  await signIn(page, people.writer.email, '/write/new')
  await page.getByLabel('Title', { exact: true }).fill('The curve was too smooth')
  await page.getByRole('checkbox', { name: /^7\./ }).check()
  await page.getByLabel('Summary', { exact: true }).fill('A curve said it all.')
  await fillBody(page, 'The curve:\n\n')
  await page.keyboard.press('ControlOrMeta+End')
  const file = { name: 'curve.jpg', mimeType: 'image/jpeg', buffer: await photograph() }
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes('/api/images?')),
    page.getByLabel('Pictures to add').setInputFiles(file),
  ])
  expect(answer.status()).toBe(201)
  const { name, url } = (await answer.json()) as { name: string; url: string }
  await expect(page.getByText('Write in the square brackets what the picture shows.')).toBeVisible()
  const draft = new URL(answer.url()).searchParams.get('draft') ?? ''
  const again = await send(page.request, site, { draft, bytes: await photograph() })
  expect(await again.json()).toEqual({ name, url })
  await page.keyboard.type('Loss falls and never rises')
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.getByRole('img', { name: 'Loss falls and never rises' })).toBeVisible()
  const shown = await page.request.get(url)
  expect(shown.headers()).toMatchObject({
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache, private',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  await page.goto('/drafts')
  const row = page.getByRole('listitem', { name: 'The curve was too smooth' })
  await row.getByRole('button', { name: 'Share' }).click()
  const link = new URL((await row.getByText('/drafts/shared/').textContent()) ?? '').pathname
  const reader = await (await browser.newContext({ baseURL: site.address })).newPage()
  await signIn(reader, people.reader.email, link)
  const seen = reader.getByRole('img', { name: 'Loss falls and never rises' })
  await expect(seen).toBeVisible()
  expect(await seen.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(60)
  expect((await reader.request.get(url)).status()).not.toBe(200)
  await reader.context().close()
  await page.goto('/write/new')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page).toHaveURL(/\/postmortems\/the-curve-was-too-smooth$/)
  const picture = page.getByRole('img', { name: 'Loss falls and never rises' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(60)
  const folder = 'postmortems/the-curve-was-too-smooth'
  expect(git(site.contentDir, 'ls-tree', '-r', '--name-only', 'HEAD', '--', folder).trim().split('\n')).toEqual(
    [`${folder}/${name}`, `${folder}/index.mdx`].sort(),
  )
  expect(git(site.contentDir, 'status', '--porcelain')).toBe('')
  expect((await readFile(path.join(site.contentDir, folder, name))).includes('quokkacam')).toBe(false)
  expect((await page.request.get(url)).status()).toBe(404)
})

test('what is no picture, too large, or without a draft is refused in words', async ({ page, site }) => {
  await signIn(page, people.writer.email)
  const draft = 'a-draft-of-ada-0001'
  const refused = async (sent: Sent) => {
    const answer = await send(page.request, site, sent)
    return { status: answer.status(), words: await answer.text() }
  }
  const html = Buffer.from('<!doctype html><script>alert(1)</script>')
  expect(await refused({ draft, bytes: html })).toEqual({ status: 415, words: expect.stringContaining('no picture') })
  const whole = await photograph()
  const half = whole.subarray(0, whole.length / 2)
  expect(await refused({ draft, bytes: half })).toEqual({ status: 400, words: expect.stringContaining('damaged') })
  for (const megabytes of [6, 12]) {
    const bytes = Buffer.alloc(megabytes * 1024 * 1024)
    expect(await refused({ draft, bytes })).toEqual({ status: 413, words: expect.stringContaining('5 MB') })
  }
  expect((await refused({ draft: '../../../etc', bytes: whole })).status).toBe(400)
  expect((await refused({ draft, bytes: whole, origin: 'https://example.org' })).status).toBe(403)
  expect(await readdir(path.join(site.dataDir, 'uploads')).catch(() => [])).not.toContain('etc')
})

test('nobody sees or adds what is another’s', async ({ browser, page, request, site }) => {
  await signIn(page, people.writer.email)
  const bytes = await photograph()
  const draft = 'a-draft-of-ada-0002'
  const answer = await send(page.request, site, { draft, bytes })
  const { url } = (await answer.json()) as { url: string }
  createPerson(site, { email: 'other@example.org', name: 'Another Writer', role: 'writer' })
  createPerson(site, { email: 'quiet@example.org', name: 'A Reader', role: 'reader' })
  const other = await signedIn(browser, site, 'other@example.org')
  const reader = await signedIn(browser, site, 'quiet@example.org')
  const statuses = async (who: APIRequestContext) => [
    (await who.get(site.address + url)).status(),
    (await send(who, site, { draft, bytes })).status(),
  ]
  expect(await statuses(request)).toEqual([401, 401])
  expect(await statuses(reader)).toEqual([403, 403])
  expect((await other.get(site.address + url)).status()).toBe(404)
  expect((await page.request.get(site.address + url)).status()).toBe(200)
})

test('a picture that cannot be taken says why, and leaves nothing in the text', async ({ page }) => {
  await signIn(page, people.writer.email)
  // The browser logs the refusal, which the page of a test may not.
  const form = await page.context().newPage()
  await form.goto('/write/new')
  await fillBody(form, 'The curve.')
  const file = { name: 'curve.png', mimeType: 'image/png', buffer: Buffer.from('<!doctype html>') }
  await form.getByLabel('Pictures to add').setInputFiles(file)
  await expect(form.getByText(/no picture/)).toBeVisible()
  await expect(await openBody(form)).toHaveText('The curve.')
})
