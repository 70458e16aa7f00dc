import { press } from './support/keys'
import { password, createPerson, signIn } from './support/people'
import { expect, people, test } from './support/test'

const lesson = '/lessons/be-your-own-biggest-sceptic'

test('a document that is open counts as being read, and home leads back to its section', async ({ page }) => {
  await page.clock.install()
  await page.goto(lesson)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.clock.runFor(7000)
  await expect(page.getByRole('complementary', { name: 'Lessons' }).getByRole('img', { name: 'Reading' })).toBeVisible()
  await page.getByRole('heading', { name: 'A worked example' }).scrollIntoViewIfNeeded()
  await page.evaluate(() => document.getElementById('a-worked-example')?.scrollIntoView())
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('twelvefold.progress') ?? ''), { timeout: 5000 })
    .toContain('worked')
  await page.goto('/')
  const resume = page.getByRole('region', { name: 'Continue' })
  await expect(resume).toContainText('Be your own biggest sceptic')
  await resume.getByRole('link').click()
  await expect(page).toHaveURL(/#/)
})

test('m marks as read and back, undo takes it back, and the ruler on home follows', async ({ page }) => {
  await page.goto(lesson)
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await press(page, ['m'], () => expect(page.getByText('Marked as read.')).toBeVisible({ timeout: 1000 }))
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await page.goto('/')
  await expect(page.getByRole('img', { name: /^1 of \d+ read$/ })).toBeVisible()
})

test('ticks, answers and guesses are kept', async ({ page }) => {
  await page.goto(lesson)
  const tick = page.getByRole('article').getByRole('checkbox').first()
  await tick.check()
  const question = page.getByRole('group', { name: 'Question' }).first()
  await question.getByRole('radio').first().check()
  await expect(question.getByText(/Right\.|Not this one\./).filter({ visible: true })).toHaveCount(1)
  await page.reload()
  await expect(page.getByRole('article').getByRole('checkbox').first()).toBeChecked()
  await expect(page.getByRole('group', { name: 'Question' }).first().getByRole('radio').first()).toBeChecked()
})

const marked = '/lessons/the-rubber-duck'

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
  const synced = other.waitForResponse((response) => response.request().method() === 'PUT')
  await other.getByRole('button', { name: 'Read', exact: true }).click()
  expect((await synced).status()).toBe(200)
  await page.goto(marked)
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await other.goto('/lessons')
  await expect(other.getByRole('img', { name: /^1 of \d+ read$/ })).toHaveCount(0)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('twelvefold.progress.'))))
    .toEqual([])
})

test('offline it waits on this device, and is sent when the network is back', async ({ page, site }) => {
  createPerson(site, { email: 'train@example.org', name: 'On A Train', role: 'reader' })
  await signIn(page, 'train@example.org', marked)
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await page.route('**/api/progress', (route) => route.abort())
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await page.unroute('**/api/progress')
  const sent = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await sent
  const { progress } = (await (await page.request.get('/api/progress')).json()) as { progress: object }
  expect(JSON.stringify(progress)).toContain('"state":"read"')
})

test('the API refuses other origins, other content types, and what is too large; and tells nobody of others', async ({
  page,
  request,
  site,
}) => {
  await signIn(page, people.reader.email)
  const own = { origin: site.address, 'content-type': 'application/json' }
  const put = async (headers: Record<string, string>, data = '{"operations":[]}') =>
    (await page.request.put('/api/progress', { headers, data: Buffer.from(data) })).status()
  expect(await put(own)).toBe(200)
  expect(await put({ ...own, origin: 'https://evil.example' })).toBe(403)
  expect(await put({ ...own, origin: 'null' })).toBe(403)
  expect(await put({ ...own, 'content-type': 'application/x-www-form-urlencoded' })).toBe(400)
  expect(await put({ ...own, 'content-type': 'text/plain' })).toBe(400)
  expect(await put(own, '{')).toBe(400)
  expect(await put(own, '{"operations":[],"userId":"somebody"}')).toBe(400)
  expect(await put(own, ' '.repeat(10 * 1024 * 1024))).toBe(413)
  expect((await request.get('/api/progress')).status()).toBe(401)
})

test('a text that was read through is marked as read; one that was unmarked by hand is not', async ({ page }) => {
  await page.clock.install()
  await page.goto(marked)
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await page.clock.runFor('12:00')
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await page.getByRole('button', { name: 'Mark as read' }).scrollIntoViewIfNeeded()
  await expect(page.getByText('You have reached the end: marked as read.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Mark as read' }).scrollIntoViewIfNeeded()
  await page.clock.runFor('12:00')
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await expect(page.getByText('You have reached the end')).toHaveCount(0)
})

test('signed in, the page arrives with the person’s progress in it, and their own page tells of it', async ({
  page,
  site,
}) => {
  createPerson(site, { email: 'arrives@example.org', name: 'Arrives Whole', role: 'reader' })
  await signIn(page, 'arrives@example.org', marked)
  const sent = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await sent
  const htmlOf = async (address: string) => (await page.request.get(address)).text()
  expect(await htmlOf(marked)).toContain('aria-pressed="true"')
  expect(await htmlOf('/')).toMatch(/aria-label="1 of \d+ read"/)
  await page.goto('/progress')
  await expect(page.getByRole('img', { name: /^1 of \d+ read$/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Next up' })).toContainText('10 Models built from scratch')
  await page.getByText('As a table').click()
  await expect(page.getByRole('region', { name: 'Activity by week' }).getByRole('row').last()).toContainText('1')
  await expect(page.getByRole('listitem').filter({ hasText: '20% time' }).last()).toBeVisible()
  expect(await htmlOf('/progress')).not.toContain('href="/lessons/the-rubber-duck" class="quiet-link min-w-0')
})
