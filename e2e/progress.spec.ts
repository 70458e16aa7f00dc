import type { Page } from '@playwright/test'
import { press } from './support/keys'
import { createPerson, leaveAndSignOut, signIn } from './support/people'
import { commitPostmortem, removePostmortem } from './support/postmortems'
import { expect, people, test } from './support/test'

const lesson = '/lessons/be-your-own-biggest-sceptic'
const marked = '/lessons/the-rubber-duck'
const lessonId = '62pa78yr3s'

/** Stops the clock of a page before it opens an address, and waits until its script is alive. */
async function openWithStoppedClock(page: Page, address: string): Promise<void> {
  await page.clock.install({ time: new Date('2026-11-23T09:00:00Z') })
  await page.clock.pauseAt(new Date('2026-11-23T10:00:00Z'))
  await page.goto(address)
  await waitForScript(page)
}

async function waitForScript(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog')
  await press(page, ['?'], () => expect(sheet).toBeVisible({ timeout: 1000 }))
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
}

/** How the lesson of a page is marked in the list of lessons beside it; undefined while it has no mark. */
function ownMark(page: Page, name: string) {
  return page.getByRole('complementary', { name: 'Lessons' }).getByRole('img', { name, exact: true })
}

const stored = (page: Page) => page.evaluate(() => localStorage.getItem('twelvefold.progress'))

/** A page of the same person that never runs a script, and so shows what the server sent. */
async function withoutScript(page: Page): Promise<Page> {
  const bare = await page.context().newPage()
  await bare.route('**/*.js*', (route) => route.abort())
  return bare
}

test('a document counts as being read from five seconds on, and home leads back to its section', async ({ page }) => {
  await openWithStoppedClock(page, lesson)
  await page.clock.runFor(4000)
  expect(await stored(page)).toBeNull()
  await expect(ownMark(page, 'Reading')).toHaveCount(0)
  await page.clock.runFor(1000)
  await expect(ownMark(page, 'Reading')).toBeVisible()
  await page.evaluate(() => document.getElementById('a-worked-example')?.scrollIntoView())
  await expect.poll(() => stored(page)).toContain('"id":"a-worked-example"')
  const minutes = Number(/(\d+) min/.exec(await page.getByText(/^Lesson 07 · \d+ min$/).innerText())?.[1])
  await page.goto('/')
  const resume = page.getByRole('region', { name: 'Continue' })
  await expect(resume).toContainText('07 Be your own biggest sceptic')
  await expect(resume).toContainText('Section ‘A worked example’')
  const left = Number(/(\d+) min left/.exec(await resume.innerText())?.[1])
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(minutes)
  await resume.getByRole('link').click()
  await expect(page).toHaveURL(`${lesson}#a-worked-example`)
  await expect(page.getByRole('heading', { name: 'A worked example' })).toBeInViewport()
})

test('a document that is open in a hidden page is not being read', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }))
  await openWithStoppedClock(page, lesson)
  await page.clock.runFor(60_000)
  expect(await stored(page)).toBeNull()
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

test('undo brings back what was applied, and what was skipped', async ({ page }) => {
  await page.goto(lesson)
  await waitForScript(page)
  await page.getByRole('button', { name: 'I applied it' }).click()
  await page.getByLabel('Where you applied it').fill('https://git.example.org/team/change/12')
  await page.getByRole('button', { name: 'Save' }).click()
  const link = page.getByRole('link', { name: 'git.example.org/team/change/12' })
  await expect(link).toBeVisible()
  await page.keyboard.press('m')
  await expect(page.getByText('Marked as not read.')).toBeVisible()
  await expect(link).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(link).toBeVisible()
  await expect(page.getByRole('button', { name: 'Applied', exact: true })).toBeVisible()

  await page.goto(marked)
  await waitForScript(page)
  await page.getByRole('button', { name: 'Skip it' }).click()
  await page.keyboard.press('m')
  await expect(page.getByText('Marked as read.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Skipped' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
})

test('ticks, answers and guesses are kept', async ({ page }) => {
  await page.goto(lesson)
  await page.getByRole('article').getByRole('checkbox').first().check()
  const question = page.getByRole('group', { name: 'Question' }).first()
  await question.getByRole('radio').first().check()
  await expect(question.getByText(/Right\.|Not this one\./).filter({ visible: true })).toHaveCount(1)
  await page.reload()
  await expect(page.getByRole('article').getByRole('checkbox').first()).toBeChecked()
  await expect(page.getByRole('group', { name: 'Question' }).first().getByRole('radio').first()).toBeChecked()
})

test('a text is marked as read when its end was on screen and 60 % of its time was spent with it visible', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', {
      get: () => (sessionStorage.getItem('is-hidden') ? 'hidden' : 'visible'),
    })
  })
  await openWithStoppedClock(page, marked)
  const hide = (isHidden: boolean) =>
    page.evaluate((text) => sessionStorage.setItem('is-hidden', text), isHidden ? 'yes' : '')
  const minutes = Number(/(\d+) min/.exec(await page.getByText(/^Lesson 09 · \d+ min$/).innerText())?.[1])
  const pass = (share: number) => page.clock.runFor(Math.round(minutes * share * 60) * 1000)
  const button = page.getByRole('button', { name: 'Mark as read' })
  await button.scrollIntoViewIfNeeded()
  await expect(button).toBeInViewport()
  await pass(0.5)
  await expect(button).toBeVisible()
  await hide(true)
  await pass(2)
  await expect(button).toBeVisible()
  await hide(false)
  await pass(0.09)
  await expect(button).toBeVisible()
  // The toast goes again while the clock runs on.
  await pass(0.02)
  await expect(page.getByRole('button', { name: 'Read', exact: true })).toBeVisible()
})

test('a text whose end was never on screen is not marked; once it is, undo leaves it as one that is being read', async ({
  page,
}) => {
  await openWithStoppedClock(page, marked)
  const button = page.getByRole('button', { name: 'Mark as read' })
  await page.clock.runFor('12:00')
  await expect(button).toBeVisible()
  await expect(ownMark(page, 'Reading')).toBeVisible()
  await button.scrollIntoViewIfNeeded()
  await expect(page.getByText('You have reached the end: marked as read.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(button).toBeVisible()
  await expect(ownMark(page, 'Reading')).toBeVisible()
  await page.clock.runFor('12:00')
  await expect(button).toBeVisible()
  await page.reload()
  await waitForScript(page)
  await button.scrollIntoViewIfNeeded()
  await page.clock.runFor('12:00')
  await expect(button).toBeVisible()
  await expect(page.getByText('You have reached the end')).toHaveCount(0)
})

test('a toy problem that was solved counts in its lessons, until that is taken back', async ({ page }) => {
  await page.goto('/toy-problems/leakage-detective')
  await waitForScript(page)
  const sidebar = page.getByRole('complementary', { name: 'Lessons' })
  const markOf = (name: RegExp) => sidebar.getByRole('link', { name }).getByRole('img')
  await page.getByRole('button', { name: 'I solved it' }).click()
  await expect(page.getByRole('button', { name: 'Solved' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'All lessons' }).click()
  for (const one of [/07 Be your own/, /01 /, /Toy The score is too good/]) {
    await expect(markOf(one)).toHaveAccessibleName('Tried')
  }
  await page.goto('/')
  await expect(page.getByRole('img', { name: /^2 of \d+ read$/ })).toHaveCount(1)
  await page.goto('/toy-problems/leakage-detective')
  await page.getByRole('button', { name: 'Solved' }).click()
  await expect(page.getByRole('button', { name: 'I solved it' })).toHaveAttribute('aria-pressed', 'false')
  await page.getByRole('button', { name: 'All lessons' }).click()
  for (const one of [/07 Be your own/, /01 /]) await expect(markOf(one)).toHaveAccessibleName('Reading')
})

test('another solved problem of the same lesson keeps it tried', async ({ page }) => {
  for (const address of ['/toy-problems/leakage-detective', '/toy-problems/best-of-many']) {
    await page.goto(address)
    await waitForScript(page)
    await page.getByRole('button', { name: 'I solved it' }).click()
  }
  await page.getByRole('button', { name: 'Solved' }).click()
  const sidebar = page.getByRole('complementary', { name: 'Lessons' })
  await expect(page.getByRole('button', { name: 'I solved it' })).toBeVisible()
  await page.getByRole('button', { name: 'All lessons' }).click()
  await expect(sidebar.getByRole('link', { name: /07 Be your own/ }).getByRole('img')).toHaveAccessibleName('Tried')
})

test('what is skipped leaves the count, and comes back as what it was', async ({ page }) => {
  await page.goto('/')
  const counts = async () => {
    const all = await page.getByRole('img', { name: /^\d+ of \d+ read$/ }).all()
    return Promise.all(all.map((ruler) => ruler.getAttribute('aria-label')))
  }
  const before = await counts()
  const [, total = ''] = /of (\d+)/.exec(before[6] ?? '') ?? []
  await page.goto(lesson)
  await waitForScript(page)
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await page.getByRole('button', { name: 'Skip it' }).click()
  await expect(page.getByRole('button', { name: 'Skipped' })).toHaveAttribute('aria-pressed', 'true')
  await expect(ownMark(page, 'Skipped')).toBeVisible()
  await page.goto('/')
  await expect.poll(async () => (await counts())[6]).toBe(`0 of ${Number(total) - 1} read`)
  await page.goto(lesson)
  await page.getByRole('button', { name: 'Skipped' }).click()
  await expect(page.getByRole('button', { name: 'Read', exact: true })).toBeVisible()
  await page.goto('/')
  await expect.poll(async () => (await counts())[6]).toBe(`1 of ${total} read`)
})

test('applied asks for a link, takes none, and refuses one that hides something', async ({ page }) => {
  await page.goto(lesson)
  await waitForScript(page)
  await page.getByRole('button', { name: 'I applied it' }).click()
  const field = page.getByLabel('Where you applied it')
  await expect(field).toBeFocused()
  for (const link of ['javascript:alert(1)', 'https://git.example.org@evil.example/', 'https://a.example/\u202egnp']) {
    await field.fill(link)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Write an address that begins with' })).toBeVisible()
  }
  expect((await stored(page)) ?? '').not.toContain('applied')
  await field.fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Applied', exact: true })).toBeVisible()
  await expect(page.getByText('Applied in')).toHaveCount(0)
  await page.getByRole('button', { name: 'Applied', exact: true }).click()
  await field.fill('https://git.example.org/team/change/12')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.reload()
  await expect(page.getByRole('link', { name: 'git.example.org/team/change/12' })).toHaveAttribute(
    'href',
    'https://git.example.org/team/change/12',
  )
  await expect(ownMark(page, 'Applied')).toBeVisible()
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
  await page.goto('/progress')
  await expect(page.getByText('Synced', { exact: true })).toBeVisible()
  await expect(page.getByRole('img', { name: /^1 of \d+ read$/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Next up' })).toContainText('10 Models built from scratch')
  await page.getByText('As a table').click()
  await expect(page.getByRole('region', { name: 'Activity by week' }).getByRole('row').last()).toContainText('1')
  const bare = await withoutScript(page)
  await bare.goto(marked)
  await expect(bare.getByRole('button', { name: 'Read', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await bare.goto('/')
  await expect(bare.getByRole('img', { name: /^1 of \d+ read$/ })).toBeVisible()
  await bare.goto('/progress')
  const open = bare.getByRole('region', { name: 'Not begun yet' }).getByRole('listitem')
  await expect(open).toHaveCount(11)
  await expect(open.filter({ hasText: '20% time' })).toHaveCount(1)
  await expect(open.filter({ hasText: 'The rubber duck' })).toHaveCount(0)
})

test('a device that is behind shows what the server knows from the first paint on', async ({ page, browser, site }) => {
  const email = 'behind@example.org'
  createPerson(site, { email, name: 'Falls Behind', role: 'reader' })
  // This device has the lesson as one that is being read, and knows of no tick.
  await page.clock.install()
  await signIn(page, email, lesson)
  await page.clock.runFor(7000)
  await expect(ownMark(page, 'Reading')).toBeVisible()
  const hasSent = async () => {
    const { progress } = (await (await page.request.get('/api/progress')).json()) as { progress: object }
    return lessonId in progress
  }
  await expect.poll(hasSent).toBe(true)
  await page.close()

  const other = await (await browser.newContext({ baseURL: site.address })).newPage()
  await signIn(other, email, lesson)
  const article = other.getByRole('article')
  await article.getByRole('checkbox').nth(1).check()
  await other.getByRole('group', { name: 'Question' }).first().getByRole('radio').nth(2).check()
  const sent = other.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
  await other.getByRole('button', { name: 'Mark as read' }).click()
  await sent

  const again = await page.context().newPage()
  let isHeld = true
  await again.route('**/api/progress', async (route) => {
    await expect.poll(() => isHeld, { timeout: 30_000 }).toBe(false)
    await route.continue()
  })
  // Marks in lists are the server's until it is known what this device has missed.
  await again.goto(marked)
  await waitForScript(again)
  const mark = again.getByRole('complementary', { name: 'Lessons' }).getByRole('link', { name: /^07/ }).locator('span')
  const paint = () => mark.last().evaluate((element) => getComputedStyle(element).background)
  expect(await paint()).not.toContain('gradient')
  expect(await paint()).not.toContain('rgba(0, 0, 0, 0)')
  await again.goto(lesson)
  await waitForScript(again)
  await expect(again.getByRole('button', { name: 'Read', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(again.getByRole('article').getByRole('checkbox').nth(1)).toBeChecked()
  await expect(again.getByRole('article').getByRole('checkbox').nth(0)).not.toBeChecked()
  await expect(again.getByRole('group', { name: 'Question' }).first().getByRole('radio').nth(2)).toBeChecked()
  await again.goto('/')
  await waitForScript(again)
  await expect(again.getByRole('img', { name: /^1 of \d+ read$/ })).toHaveCount(1)
  isHeld = false
  await again.goto(marked)
  await expect(ownMark(again, 'Read').first()).toBeVisible()

  const bare = await withoutScript(again)
  await bare.goto(lesson)
  await expect(bare.getByRole('article').getByRole('checkbox').nth(1)).toBeChecked()
  await expect(bare.getByRole('article').getByRole('checkbox').nth(0)).not.toBeChecked()
  await expect(bare.getByRole('group', { name: 'Question' }).first().getByRole('radio').nth(2)).toBeChecked()
})

test('a document that is gone leaves the count of its lesson', async ({ page, site }) => {
  await commitPostmortem(site, 'gone-tomorrow', 'Text.')
  await page.goto('/postmortems/gone-tomorrow')
  await waitForScript(page)
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await page.goto('/')
  const ruler = page.getByRole('img', { name: /^1 of \d+ read$/ })
  await expect(ruler).toHaveCount(1)
  const [, total = ''] = /of (\d+)/.exec((await ruler.getAttribute('aria-label')) ?? '') ?? []
  await removePostmortem(site, 'gone-tomorrow')
  await page.reload()
  await expect(page.getByRole('img', { name: `0 of ${Number(total) - 1} read` }).first()).toBeVisible()
  await expect(ruler).toHaveCount(0)
})

test('the API refuses other origins, other content types, and what is too large; and tells nobody of others', async ({
  page,
  request,
  site,
}) => {
  createPerson(site, { email: 'origin@example.org', name: 'Same Origin', role: 'reader' })
  await signIn(page, 'origin@example.org')
  const own = { origin: site.address, 'content-type': 'application/json' }
  const put = async (headers: Record<string, string>, data: string) =>
    (await page.request.put('/api/progress', { headers, data: Buffer.from(data) })).status()
  const kept = async () => {
    const { progress } = (await (await page.request.get('/api/progress')).json()) as { progress: object }
    return Object.keys(progress)
  }
  const at = new Date().toISOString()
  const read = { documentId: lessonId, state: 'read', source: 'manual', stateAt: at, readAt: at, versionRead: 'ab' }
  const record = { ...read, firstOpenedAt: at, lastSeenAt: at, otherMarks: {}, ticks: {}, answers: {} }
  const body = JSON.stringify({ operations: [record] })
  expect(await put({ ...own, origin: 'https://evil.example' }, body)).toBe(403)
  expect(await put({ ...own, origin: 'null' }, body)).toBe(403)
  expect(await put({ 'content-type': 'application/json' }, body)).toBe(403)
  expect(await put({ ...own, 'content-type': 'application/x-www-form-urlencoded' }, body)).toBe(415)
  expect(await put({ ...own, 'content-type': 'text/plain' }, body)).toBe(415)
  expect(await put(own, '{')).toBe(400)
  expect(await put(own, JSON.stringify({ operations: [record], userId: 'somebody' }))).toBe(400)
  expect(await put(own, body + ' '.repeat(10 * 1024 * 1024))).toBe(413)
  expect(await put({ ...own, 'x-twelvefold-reader': 'somebody' }, body)).toBe(403)
  expect(await kept()).toEqual([])
  expect(await put(own, body)).toBe(200)
  expect(await kept()).toEqual([lessonId])
  expect((await request.get('/api/progress')).status()).toBe(401)
  await leaveAndSignOut(page)
  await signIn(page, people.reader.email)
  expect(await kept()).not.toContain(lessonId)
})
