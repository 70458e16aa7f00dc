import { press } from './support/keys'
import { expect, test } from './support/test'

test('search from the top bar finds a section, and the hit leads to its heading', async ({ page }) => {
  await page.goto('/')
  const box = page.getByRole('searchbox', { name: 'Search past learnings' })
  await press(page, ['/'], () => expect(box).toBeFocused({ timeout: 1000 }))
  await page.keyboard.type('patient identifier predicted cancer')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=patient/)
  const first = page.getByRole('region', { name: 'Hits' }).getByRole('listitem').first()
  await expect(first).toContainText('patient')
  await expect(first.locator('mark').first()).toBeVisible()
  await first.getByRole('link').click()
  await expect(page).toHaveURL(/\/postmortems\//)
})

test('a typing error finds what was meant', async ({ page }) => {
  await page.goto('/search?q=leakge')
  await expect(page.getByRole('region', { name: 'Hits' }).getByRole('listitem').first()).toContainText(/leakage/i)
})

test('filters are checkboxes with counts, and stand in the address', async ({ page }) => {
  await page.goto('/search?q=baseline')
  await page.getByRole('checkbox', { name: /Toy problems/ }).check()
  await page.getByRole('button', { name: 'Apply the filters' }).click()
  await expect(page).toHaveURL(/kind=toy-problem/)
  await expect(page.getByRole('region', { name: 'Hits' }).getByRole('listitem').first()).toContainText('Toy problem')
})

test('nothing found says so and offers to write it', async ({ page }) => {
  await page.goto('/search?q=zzzzqqqqxxxx')
  await expect(page.getByRole('heading', { name: /Nothing for/ })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Write it up' })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the search page works', async ({ page }) => {
    await page.goto('/search')
    await page.getByRole('searchbox', { name: 'What to search for' }).fill('leakage')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByRole('region', { name: 'Hits' }).getByRole('listitem').first()).toBeVisible()
  })
})

test('the API answers with text and ranges, and refuses with words', async ({ request }) => {
  const answer = (await (await request.get('/api/search?q=leakage&kind=postmortem&limit=3')).json()) as {
    total: number
    hits: { kind: string; snippet: { text: string; match: boolean }[] }[]
  }
  expect(answer.total).toBeGreaterThan(0)
  expect(answer.hits.length).toBeLessThanOrEqual(3)
  expect(answer.hits.every(({ kind }) => kind === 'postmortem')).toBe(true)
  expect(answer.hits[0]?.snippet.some(({ match }) => match)).toBe(true)
  for (const bad of ['limit=0', 'limit=1000', 'lesson=13', 'kind=post', `q=${'x'.repeat(300)}`, 'offset=-1']) {
    const response = await request.get(`/api/search?${bad.startsWith('q=') ? bad : `q=a&${bad}`}`)
    expect(response.status(), bad).toBe(400)
    expect(((await response.json()) as { message: string }).message.length).toBeGreaterThan(5)
  }
})
