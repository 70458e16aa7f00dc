import { expect, test } from './support/test'

test('from home to a lesson, its problem, its postmortem, and on', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Twelve lessons, and what taught them')
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(12)
  await page.getByRole('link', { name: 'Be your own biggest sceptic' }).first().click()
  await expect(page).toHaveURL(/\/lessons\/be-your-own-biggest-sceptic$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Be your own biggest sceptic')
  await expect(
    page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'A worked example' }),
  ).toBeVisible()
  await page.getByRole('article').getByRole('link', { name: 'The score is too good' }).first().click()
  await expect(page).toHaveURL(/\/toy-problems\/leakage-detective$/)
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toContainText('07 Be your own biggest sceptic')
  await page.getByRole('navigation', { name: 'Previous and next' }).getByRole('link').last().click()
  await expect(page).toHaveURL(/\/toy-problems\//)
})

test('every page of a kind has one h1, a canonical address and a description', async ({ page }) => {
  for (const address of [
    '/lessons',
    '/toy-problems',
    '/postmortems',
    '/lessons/math-or-code',
    '/toy-problems/prices-law',
    '/postmortems/google-flu-trends',
  ]) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', new RegExp(`${address}$`))
    await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /.{20,}/)
  }
})

test('the filters of the postmortems stand in the address, count, and come off again', async ({ page }) => {
  await page.goto('/postmortems')
  const all = await page.getByRole('status').first().textContent()
  await page.getByText('Kind of failure', { exact: true }).click()
  await page.getByRole('link', { name: /^leakage/ }).click()
  await expect(page).toHaveURL(/class=leakage/)
  await expect(page.getByRole('status').first()).not.toHaveText(all ?? '')
  await page.getByRole('link', { name: 'By lesson' }).click()
  await expect(page).toHaveURL(/by=lesson/)
  await page.getByRole('link', { name: 'Remove the filter leakage' }).click()
  await expect(page).not.toHaveURL(/class=/)
  await page.goto('/postmortems?severity=minor&class=drift&lesson=11')
  await expect(page.getByText('No postmortem passes these filters')).toBeVisible()
})

test('an old number, an id and a wrong address', async ({ page, request }) => {
  const byId = await request.get('/lessons/62pa78yr3s', { maxRedirects: 0 })
  expect([byId.status(), byId.headers().location]).toEqual([308, '/lessons/be-your-own-biggest-sceptic'])
  const response = await page.goto('/lessons/the-rubber-duk')
  expect(response?.status()).toBe(404)
  await expect(page.getByLabel('Search for the page')).toHaveValue('the rubber duk')
})

test('a toy problem hands out its files, and the command that runs its checks', async ({ page, request }) => {
  await page.goto('/toy-problems/best-of-many')
  await expect(page.getByText('python3 run_checks.py')).toBeVisible()
  for (const file of ['starter.py', 'checks.py', 'solution.py', 'run_checks.py']) {
    const response = await request.get(`/toy-problems/best-of-many/files/${file}`)
    expect(response.headers()['content-disposition']).toContain(file)
    expect(await response.text()).toContain('def ')
  }
  expect((await request.get('/toy-problems/best-of-many/files/index.mdx')).status()).toBe(404)
  const solution = page.getByText('Show the solution')
  await solution.click()
  await expect(solution).toContainText('Not solved yet: press once more')
  await expect(page.getByText('After Holm nothing survives')).toBeHidden()
  await solution.click()
  await expect(page.getByText('After Holm nothing survives')).toBeVisible()
})

test('sitemap, robots and icon', async ({ request, site }) => {
  expect(await (await request.get('/sitemap.xml')).text()).toContain('/lessons/math-or-code')
  expect(await (await request.get('/robots.txt')).text()).toContain('Sitemap:')
  expect((await request.get('/icon.svg')).ok()).toBe(true)
  expect((await request.get('/healthz')).ok()).toBe(true)
  expect(site.address).toContain('localhost')
})
