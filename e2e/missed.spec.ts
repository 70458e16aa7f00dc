import type { Page } from '@playwright/test'
import { signIn } from './support/people'
import { expect, people, test } from './support/test'

const sent = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith('/api/search/missed') && response.status() === 204)

/** The line of a query on the admins' list. */
async function lineOf(page: Page, query: string) {
  await page.goto('/searches')
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: query, exact: true }) })
}

test('what nobody finds, or opens, is listed for admins, written up from there, and taken off', async ({ page }) => {
  test.setTimeout(180_000)
  const nothing = sent(page)
  await page.goto('/search?q=Quokkaplex++rebalance')
  await nothing
  await page.goto('/search?q=leakage+of+the+label')
  const passedOver = sent(page)
  await page
    .getByRole('link', { name: 'Lessons', exact: true })
    .first()
    .click({ position: { x: 4, y: 4 } })
  await passedOver
  await page.goto('/')
  await page.keyboard.press('/')
  const palette = page.getByRole('dialog', { name: 'Search past learnings' })
  await palette.getByRole('combobox').fill('quokkaplex rebalance')
  await expect(palette.getByText('Nothing for ‘quokkaplex rebalance’').first()).toBeVisible()
  const givenUp = sent(page)
  await palette.getByRole('button', { name: 'Cancel' }).click()
  await givenUp

  await signIn(page, people.admin.email)
  await expect(await lineOf(page, 'leakage of the label')).toContainText(/nothing opened once.*now finds \d+ documents/)
  const line = await lineOf(page, 'quokkaplex rebalance')
  await expect(line).toContainText(/found nothing twice|found nothing 2 times/)
  await expect(line).toContainText('still finds nothing')
  await line.getByRole('link', { name: 'Write it up' }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('quokkaplex rebalance')
  const again = await lineOf(page, 'quokkaplex rebalance')
  await again.getByRole('button', { name: 'Take it off' }).click()
  await expect(again).toHaveCount(0)
})

test('what is opened is not missed', async ({ page }) => {
  await page.goto('/search?q=gradient+check')
  let reports = 0
  page.on('request', (request) => (reports += Number(request.url().endsWith('/api/search/missed'))))
  await page.getByRole('region', { name: 'Hits' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Search past learnings')
  await page.keyboard.press('/')
  const palette = page.getByRole('dialog', { name: 'Search past learnings' })
  await palette.getByRole('combobox').fill('overfit one batch')
  await palette.locator('mark').first().waitFor()
  await palette.getByRole('option').first().click()
  await expect(palette).toHaveCount(0)
  expect(reports).toBe(0)
})

test('reports from elsewhere, without words or as something else are refused in words; the list is for admins', async ({
  page,
  request,
  site,
}) => {
  const send = (data: unknown, headers: Record<string, string>) =>
    request.post('/api/search/missed', { data: data as object, headers })
  const own = { origin: site.address }
  expect((await send({ q: 'from elsewhere' }, { origin: 'https://evil.example' })).status()).toBe(403)
  expect((await send({ q: 'from nowhere' }, {})).status()).toBe(403)
  expect((await send({ q: 7 }, own)).status()).toBe(400)
  expect((await send({ q: 'x'.repeat(201) }, own)).status()).toBe(400)
  expect((await send({ q: 'x'.repeat(5000) }, own)).status()).toBe(413)
  expect((await send('q=form', { ...own, 'content-type': 'application/x-www-form-urlencoded' })).status()).toBe(415)
  await signIn(page, people.writer.email)
  await page.goto('/searches')
  await expect(page.getByText('from elsewhere')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Searches' })).toHaveCount(0)
})
