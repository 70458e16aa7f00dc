import type { Browser, BrowserContext, Page, Response } from '@playwright/test'
import { createPerson, password, signIn } from './support/people'
import type { Site } from './support/site'
import { expect, test } from './support/test'

const marked = '/lessons/the-rubber-duck'
const markedId = 'a3hgkqvaym'
const lesson = '/lessons/be-your-own-biggest-sceptic'

/** Somebody new with a page of their own; what fails there for want of a network is no error of the product. */
async function openAs(browser: Browser, site: Site, { name, at }: { name: string; at: string }) {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`
  createPerson(site, { email, name, role: 'writer' })
  const context = await browser.newContext({ baseURL: site.address })
  const page = await context.newPage()
  await signIn(page, email, at)
  return { email, context, page }
}

type Kept = Record<string, { state: string; ticks: object; lastSeenAt: string }>

/** What the server has of the person signed in. */
async function kept({ request }: Pick<BrowserContext, 'request'>): Promise<Kept> {
  return ((await (await request.get('/api/progress')).json()) as { progress: Kept }).progress
}

const isPut = (response: Response) => response.request().method() === 'PUT'
const keysOf = (page: Page, prefix: string) =>
  page.evaluate((start) => Object.keys(localStorage).filter((key) => key.startsWith(start)), prefix)

test('what was read signed out is in the account after signing in, on another device, and gone after signing out', async ({
  page,
  browser,
  site,
}) => {
  createPerson(site, { email: 'syncs@example.org', name: 'Syncs A Lot', role: 'reader' })
  await page.goto(marked)
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await page.goto('/sign-in?callbackUrl=/lessons')
  await page.getByLabel('E-mail address').fill('syncs@example.org')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('What you read before signing in (one page) is in your account now.')).toBeVisible()
  const other = await (await browser.newContext({ baseURL: site.address })).newPage()
  await signIn(other, 'syncs@example.org', marked)
  await expect(other.getByRole('button', { name: 'Read', exact: true })).toBeVisible()
  const synced = other.waitForResponse(isPut)
  await other.getByRole('button', { name: 'Read', exact: true }).click()
  expect((await synced).status()).toBe(200)
  await page.goto(marked)
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await other.goto('/lessons')
  await expect(other.getByRole('img', { name: /^1 of \d+ read$/ })).toHaveCount(0)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => keysOf(page, 'twelvefold.progress')).toEqual([])
})

test('offline it waits on this device and says so, and is sent when the network is back', async ({ browser, site }) => {
  const { page, context } = await openAs(browser, site, { name: 'On A Train', at: marked })
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await expect.poll(() => kept(context)).toEqual({})
  await context.setOffline(true)
  const failed = page.waitForEvent('requestfailed', (request) => request.method() === 'PUT')
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await failed
  await expect(page.getByRole('status').getByText('Saved on this device')).toBeVisible()
  expect(await kept(context)).toEqual({})
  const sent = page.waitForResponse(isPut)
  await context.setOffline(false)
  expect((await sent).status()).toBe(200)
  await expect(page.getByText('Saved on this device')).toBeHidden()
  expect((await kept(context))[markedId]?.state).toBe('read')
})

test('one’s own page says whether all is synced', async ({ browser, site }) => {
  const { page } = await openAs(browser, site, { name: 'Wants To Know', at: marked })
  await page.route('**/api/progress', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  const failed = page.waitForEvent('requestfailed', (request) => request.method() === 'PUT')
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await failed
  // Followed in the page: one that is left sends what it has in a way that no test can hold.
  await page.getByRole('link', { name: 'Your progress' }).click()
  await expect(page.getByText('Saved on this device; it is sent when the server can be reached')).toBeVisible()
  await page.unroute('**/api/progress')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText('Synced', { exact: true })).toBeVisible()
})

test('what is done last before a page is left arrives', async ({ browser, site }) => {
  const { page, context } = await openAs(browser, site, { name: 'Leaves At Once', at: marked })
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await page.goto('about:blank')
  await expect.poll(async () => (await kept(context))[markedId]?.state).toBe('read')
})

test('more than a hundred records go in batches', async ({ browser, site }) => {
  const { page, email, context } = await openAs(browser, site, { name: 'Reads Everything', at: marked })
  await context.clearCookies()
  await page.goto('/lessons')
  await page.evaluate((id) => {
    const at = '2026-11-01T10:00:00.000Z'
    const record = (documentId: string, lastSeenAt: string) => ({
      ...{ documentId, state: 'read', source: 'manual', stateAt: at, versionRead: 'ab' },
      ...{ firstOpenedAt: at, lastSeenAt, otherMarks: {}, ticks: {}, answers: {} },
    })
    const gone = Array.from({ length: 249 }, (_, index) => record(`gone${index}`.padEnd(8, 'x'), at))
    const all = [...gone, record(id, '2026-10-01T10:00:00.000Z')]
    localStorage.setItem(
      'twelvefold.progress',
      JSON.stringify(Object.fromEntries(all.map((one) => [one.documentId, one]))),
    )
  }, markedId)
  const sizes: number[] = []
  page.on('request', (request) => {
    if (request.method() !== 'PUT') return
    sizes.push((JSON.parse(request.postData() ?? '') as { operations: unknown[] }).operations.length)
  })
  await signIn(page, email, '/lessons')
  // Of those, one document is there: each record is refused or taken by itself, and the last batch holds it.
  await expect.poll(async () => Object.keys(await kept(context))).toEqual([markedId])
  expect(sizes).toEqual([100, 100, 50])
  await expect(page.getByText('What you read before signing in (250 pages) is in your account now.')).toBeVisible()
})

test('two tabs that do something at the same moment keep both', async ({ browser, site }) => {
  const { page: one, context } = await openAs(browser, site, { name: 'Two Tabs', at: lesson })
  const other = await context.newPage()
  await other.goto(lesson)
  const box = (page: Page, at: number) => page.getByRole('article').getByRole('checkbox').nth(at)
  await Promise.all([box(one, 0).check(), box(other, 1).check()])
  for (const page of [one, other]) {
    await expect(box(page, 0)).toBeChecked()
    await expect(box(page, 1)).toBeChecked()
  }
  await expect.poll(async () => Object.keys(Object.values(await kept(context))[0]?.ticks ?? {}).length).toBe(2)
})

test('signing out sends what is not sent yet, and asks where that fails', async ({ browser, site }) => {
  const { page, context, email } = await openAs(browser, site, { name: 'Signs Out', at: marked })
  const signOut = page.getByRole('button', { name: 'Sign out', exact: true })
  await page.route('**/api/progress', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  const failed = page.waitForEvent('requestfailed', (request) => request.method() === 'PUT')
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await failed
  await page.getByRole('link', { name: 'Your account' }).click()
  const asked = page.waitForEvent('dialog')
  const clicked = signOut.click()
  const dialog = await asked
  expect(dialog.message()).toContain('What you did on one page could not be sent to your account.')
  await dialog.dismiss()
  await clicked
  await expect(page.getByRole('link', { name: 'Your account' })).toBeVisible()
  expect(await keysOf(page, 'twelvefold.progress.')).toHaveLength(2)
  await page.unroute('**/api/progress')
  await signOut.click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => keysOf(page, 'twelvefold.progress')).toEqual([])
  await signIn(page, email, marked)
  await expect(page.getByRole('button', { name: 'Read', exact: true })).toBeVisible()
  expect((await kept(context))[markedId]?.state).toBe('read')
})

test('signing out in one tab leaves nothing behind through another', async ({ browser, site }) => {
  const { page: stale, context } = await openAs(browser, site, { name: 'Forgot A Tab', at: marked })
  await stale.getByRole('button', { name: 'Mark as read' }).click()
  await expect.poll(async () => (await kept(context))[markedId]?.state).toBe('read')
  const page = await context.newPage()
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await stale.getByRole('article').getByRole('checkbox').first().check()
  await expect(stale.getByText('You are signed out, and what you do here is not kept.')).toBeVisible()
  expect(await keysOf(page, 'twelvefold.progress')).toEqual([])
})

test('another person at the same browser gets and sees nothing of the first one’s, whose work is sent when they are back', async ({
  browser,
  site,
}) => {
  const { page: first, context, email } = await openAs(browser, site, { name: 'Comes First', at: marked })
  await expect(first.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  createPerson(site, { email: 'comes.second@example.org', name: 'Comes Second', role: 'reader' })
  // The session of the first one has run out, and nobody has signed out.
  await context.clearCookies()
  await first.getByRole('button', { name: 'Mark as read' }).click()
  await expect(first.getByText('What you do is kept on this device')).toBeVisible()

  const second = await context.newPage()
  await signIn(second, 'comes.second@example.org', marked)
  await expect(second.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  // The first one's page is still open, with the second one's session.
  const refused = first.waitForResponse(isPut)
  await first.getByRole('article').getByRole('checkbox').first().check()
  expect((await refused).status()).toBe(403)
  expect(await kept(context)).toEqual({})
  await first.close()
  await second.goto('/account')
  await second.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(second.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await second.goto(marked)
  await expect(second.getByRole('button', { name: 'Mark as read' })).toBeVisible()

  await signIn(second, email, marked)
  await expect.poll(async () => (await kept(context))[markedId]?.state).toBe('read')
  await expect(second.getByRole('button', { name: 'Read', exact: true })).toBeVisible()
  await expect(second.getByRole('article').getByRole('checkbox').first()).toBeChecked()
})
