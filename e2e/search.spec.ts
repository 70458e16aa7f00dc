import { signIn } from './support/people'
import { expect, people, test } from './support/test'

test('a hit shows its passage with the words marked, other sections below, and leads to its heading', async ({
  page,
}) => {
  await page.goto('/search?q=leakage')
  const hits = page.getByRole('region', { name: 'Hits' })
  await expect(hits.locator('mark').first()).toBeVisible()
  const others = hits.getByRole('list', { name: /^Other sections of/ }).first()
  await expect(others.getByRole('link').first()).toHaveAttribute('href', /#/)
  await others.getByRole('link').first().click()
  await expect(page).toHaveURL(/#/)
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

test('each filter is a box; those in force are chips to take off, and stay over pages', async ({ page }) => {
  await page.goto('/search?q=the+model&limit=5')
  for (const legend of ['Kind', 'Lesson', 'Severity', 'Kind of failure', 'Tag', 'Author', 'Year'])
    await expect(page.getByRole('group', { name: legend, exact: true })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'What I have not read' })).toHaveCount(0)
  await page.goto('/search?q=the+model&kind=postmortem&severity=major&severity=critical&limit=5')
  const chips = page.getByRole('list', { name: 'Filters in force' })
  await expect(chips.getByRole('link', { name: /^Remove/ })).toHaveCount(3)
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page).toHaveURL(/offset=5/)
  await expect(chips.getByRole('link', { name: /^Remove/ })).toHaveCount(3)
  await expect(page.getByText(/^Page 2 of/)).toBeVisible()
  await chips.getByRole('link', { name: /Severity: Major/ }).click()
  await expect(page).toHaveURL(/kind=postmortem&severity=critical&limit=5$/)
  await expect(page.getByRole('checkbox', { name: /^Major/ })).not.toBeChecked()
  await chips.getByRole('link', { name: 'Clear all' }).click()
  await expect(page).toHaveURL(/q=the\+model&limit=5$/)
  await expect(chips).toHaveCount(0)
})

test('a box that would leave nothing is disabled; filters may be typed', async ({ page }) => {
  await page.goto('/search?q=leakage&kind=lesson')
  await expect(page.getByRole('checkbox', { name: /^Critical/ })).toBeDisabled()
  await page.goto('/search?q=leakage+lesson:7+is:postmortem')
  const hits = page.getByRole('region', { name: 'Hits' }).locator('ol > li')
  await expect(hits.first()).toBeVisible()
  for (const hit of await hits.all()) await expect(hit).toContainText(/Postmortem.*07/)
})

test('somebody signed in can leave out what they have read, by a box, by a word and by the API', async ({ page }) => {
  await signIn(page, people.reader.email, '/lessons/be-your-own-biggest-sceptic')
  const sent = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await sent
  const read = page.locator('main a[href^="/lessons/be-your-own-biggest-sceptic"]')
  await page.goto('/search?q=sceptic')
  await expect(read).not.toHaveCount(0)
  await page.getByRole('checkbox', { name: 'What I have not read' }).check()
  await page.getByRole('button', { name: 'Apply the filters' }).click()
  await expect(page).toHaveURL(/is=unread/)
  await expect(read).toHaveCount(0)
  await page.goto('/search?q=sceptic+is:unread')
  await expect(read).toHaveCount(0)
  for (const query of ['q=sceptic&is=unread', 'q=sceptic+is:unread'])
    expect(await (await page.request.get(`/api/search?${query}`)).text()).not.toContain('/be-your-own-biggest-sceptic')
})

test('on a small screen the filters are a sheet, without a script too @mobile-only', async ({
  browser,
  site,
  isMobile,
}) => {
  const page = await browser.newPage({ baseURL: site.address, javaScriptEnabled: false, isMobile })
  await page.goto('/search?q=leakage')
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('checkbox', { name: /^Postmortems/ }).check()
  await page.getByRole('button', { name: 'Apply the filters' }).click()
  await expect(page).toHaveURL(/kind=postmortem/)
  await page.close()
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
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Hits' }).getByRole('listitem').first()).toBeVisible()
  })
})

test('the foot of a document shows what is similar, and nothing that the page shows already', async ({ page }) => {
  for (const address of [
    '/postmortems/google-flu-trends',
    '/toy-problems/leakage-detective',
    '/lessons/math-or-code',
  ]) {
    await page.goto(address)
    const similar = page.getByRole('navigation', { name: 'Similar' }).getByRole('link')
    const found = await similar.evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    expect(found.length, address).toBeGreaterThan(0)
    const others = page.getByRole('main').locator('a[href^="/postmortems/"]:not([aria-label="Similar"] a)')
    const shown = await others.evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    expect(found.filter((one) => one === address || (address.startsWith('/lessons') && shown.includes(one)))).toEqual(
      [],
    )
  }
})

test('the API names what is similar to a document or a text, and refuses with words', async ({ request, site }) => {
  const headers = { origin: site.address }
  const similar = (data: unknown) => request.post('/api/similar', { data: data as object, headers })
  const first = async (to: object) => {
    const { documents } = (await (await similar({ to })).json()) as { documents: { url: string; kind: string }[] }
    return documents[0]?.url
  }
  const text = 'Every column of the table looked honest, but one of them was written after the customer had left.'
  expect(await first({ text })).toMatch(/leakage|sceptic|knew-the-diagnosis/)
  expect(await first({ id: 'sf99gjpxac' })).toMatch(/^\/(lessons|postmortems|toy-problems)\//)
  expect(await first({ text: 'zzzzqqqqxxxx' })).toBeUndefined()
  for (const bad of [
    {},
    { to: 'text' },
    { to: { text: 'x'.repeat(20_001) } },
    { to: { text: 'a' }, kinds: ['post'] },
  ]) {
    const response = await similar(bad)
    expect(response.status()).toBe(400)
    expect(((await response.json()) as { message: string }).message.length).toBeGreaterThan(5)
  }
  const form = await request.post('/api/similar', { form: { to: 'a' }, headers })
  expect(form.status()).toBe(415)
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
