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
  await page.goto('/postmortems?toy=nonsense')
  await expect(page.getByRole('link', { name: 'Zillow Offers is wound down' })).toBeVisible()
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
