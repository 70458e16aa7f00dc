import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expectNoViolation } from './support/axe'
import { expect, test } from './support/test'

test('the list of postmortems says which have a toy problem, and shows those alone', async ({ page }) => {
  await page.goto('/postmortems')
  await page.getByText('Toy problem', { exact: true }).click()
  await page.getByRole('link', { name: /^With a toy problem/ }).click()
  await expect(page).toHaveURL(/\/postmortems\?toy=yes$/)
  const rows = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByText(/^Lessons? \d/) })
  const count = await rows.count()
  expect(count).toBeGreaterThanOrEqual(5)
  await expect(page.getByRole('status').filter({ hasText: /^\d+ postmortems$/ })).toHaveText(`${count} postmortems`)
  await expect(rows.getByText('With a toy problem')).toHaveCount(count)
  // What is no choice filters nothing.
  await page.goto('/postmortems?toy=nonsense')
  await expect(page.getByRole('status').filter({ hasText: /^\d+ postmortems$/ })).not.toHaveText(`${count} postmortems`)
})

for (const [slug, toy] of [
  ['microsoft-tay', 'The loudest four'],
  ['covid-x-rays-read-the-hospital', 'The score is too good'],
] as const) {
  test(`the page of ${slug} names its toy problem in short, and shows it once`, async ({ page }) => {
    await page.goto(`/postmortems/${slug}`)
    await expect(page.getByRole('region', { name: 'In short' }).getByRole('link', { name: toy })).toBeVisible()
    await expect(page.getByRole('region', { name: `Toy problem: ${toy}` })).toHaveCount(1)
  })
}

test('a reproduction runs on the page of its postmortem: what shows the mistake fails, the fix passes and is solved', async ({
  page,
}) => {
  test.setTimeout(300_000)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto('/postmortems/covid-x-rays-read-the-hospital')
  const toy = page.getByRole('region', { name: 'Toy problem: The score is too good' })
  await page.waitForLoadState('networkidle')
  expect(asked.filter((url) => url.includes('/python/'))).toEqual([])
  await toy.getByRole('button', { name: 'Work on it here' }).click()
  await toy.getByRole('button', { name: /^Check/ }).click()
  await expect(toy.getByText(/^\d of \d checks pass\.$/)).toBeVisible({ timeout: 120_000 })
  await expectNoViolation(page, 'a postmortem with an open bench')
  const solution = readFileSync(path.resolve('content/toy-problems/leakage-detective/solution.py'), 'utf8')
  await toy.getByRole('textbox', { name: 'Your code' }).focus()
  await expect(toy.locator('.cm-content')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(solution)
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(toy.getByText(/^All \d checks pass\. Solved\.$/)).toBeVisible()
})
