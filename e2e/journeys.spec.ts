import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { press, tabTo } from './support/keys'
import { admin, password, signIn } from './support/people'
import { startServer } from './support/site'
import { expect, people, test } from './support/test'

/** The rulers that say one page of a lesson has been read. */
const rulers = (within: Page | Locator) => within.getByRole('img', { name: /^1 of \d+ read$/ })

/** The row of a lesson, in a list of the twelve. */
const rowOf = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: title }) })

/** Waits until the server has been told what was read. */
function told(page: Page) {
  return page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
}

test('from the first run to the first page read', async ({ page }) => {
  test.setTimeout(180_000)
  const folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-e2e-'))
  const server = await startServer({ folder: path.resolve('.'), env: { DATA_DIR: folder, CONTENT_DIR: '' } })
  try {
    await page.goto(admin({ dataDir: folder, address: server.address }, ['setup']))
    const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem')
    await expect(steps).toHaveText(['1. Your account', '2. The site', '3. The content'])
    await page.getByLabel('E-mail address').fill('first@example.org')
    await page.getByLabel('Name', { exact: true }).fill('First Admin')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByLabel('Name of the site').fill('Our lessons')
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.getByRole('radio', { name: /^The content that comes with it/ })).toBeChecked()
    await page.getByRole('radio', { name: /^Nothing/ }).check()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByLabel('Name of the site')).toHaveValue('Our lessons')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('radio', { name: /^The content that comes with it/ }).check()
    await page.getByRole('button', { name: 'Set up the site' }).click()

    await expect(page.getByRole('link', { name: 'Your account, First Admin' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Twelve lessons, and what taught them')
    await expect(page.getByRole('main').getByRole('img', { name: /^0 of \d+ read$/ })).toHaveCount(12)
    await page.getByRole('region', { name: 'Begin' }).getByRole('link', { name: 'Start with lesson 01' }).click()
    await expect(page).toHaveURL(/\/lessons\//)
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    const sent = told(page)
    await page.getByRole('button', { name: 'Mark as read' }).click()
    await expect(page.getByText('Marked as read.')).toBeVisible()
    await sent
    await page.getByRole('link', { name: 'Our lessons' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Twelve lessons, and what taught them')
    await expect(rulers(page)).toHaveCount(1)
    await expect(rulers(rowOf(page, title))).toHaveCount(1)
    await page.reload()
    await expect(rulers(page)).toHaveCount(1)
  } finally {
    await page.goto('about:blank')
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

test('from an invitation to one’s own progress', async ({ page, browser, site }) => {
  const boss = await (await browser.newContext({ baseURL: site.address })).newPage()
  await signIn(boss, people.admin.email, '/people')
  await boss.getByLabel('E-mail address').fill('newcomer@example.org')
  await boss.getByRole('combobox', { name: 'Role', exact: true }).selectOption('Reader')
  await boss.getByRole('button', { name: 'Make an invitation' }).click()
  const invitation = (await boss.getByText(/\/invite\//).textContent()) ?? ''

  await page.goto(invitation)
  await expect(page.getByText('As a reader you read')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('A Newcomer')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Make my account' }).click()
  await expect(page.getByRole('link', { name: 'Your account, A Newcomer' })).toBeVisible()
  await page.goto('/progress')
  await expect(rulers(page)).toHaveCount(0)
  await page.goto('/lessons/the-rubber-duck')
  const sent = told(page)
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await sent
  await page.goto('/progress')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(rulers(page)).toHaveCount(1)
  await expect(rulers(rowOf(page, 'The rubber duck'))).toHaveCount(1)
  // It is the account's, not the browser's.
  const device = await (await browser.newContext({ baseURL: site.address })).newPage()
  await signIn(device, 'newcomer@example.org', '/progress')
  await expect(rulers(device)).toHaveCount(1)
  await boss.reload()
  await expect(boss.getByRole('listitem').filter({ hasText: 'newcomer@example.org' })).toContainText('reader')
  await boss.goto('/progress')
  await expect(rulers(boss)).toHaveCount(0)
})

test('by keyboard alone: sign in, read, take it back, sign out', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto('/')
  await tabTo(page, page.getByRole('link', { name: 'Sign in' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('E-mail address'))
  await page.keyboard.type(people.reader.email)
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Password')).toBeFocused()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: `Your account, ${people.reader.name}` }).waitFor()

  await press(page, ['g', 'l'], () => expect(page).toHaveURL(/\/lessons$/, { timeout: 3000 }))
  await tabTo(page, page.getByRole('main').getByRole('link', { name: 'The rubber duck' }).first())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The rubber duck')
  await tabTo(page, page.getByRole('button', { name: 'Mark as read' }))
  await press(page, ['m'], () => expect(page.getByText('Marked as read.')).toBeVisible({ timeout: 1000 }))
  await tabTo(page, page.getByRole('button', { name: 'Undo' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()

  await tabTo(page, page.getByRole('link', { name: /^Your account/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(people.reader.name)
  await tabTo(page, page.getByRole('button', { name: 'Sign out', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  expect((await page.request.get('/api/account')).status()).toBe(401)
})
