import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { expectNoViolation } from './support/axe'
import { createPerson, password, signIn } from './support/people'
import { git, type Site } from './support/site'
import { expect, test } from './support/test'
import { bodyText, fillBody, openBody, publishNew } from './support/writing'

type Person = { email: string; name: string; role: string }

let made = 0

// What is typed goes to the server three seconds later, again and again.
test.beforeEach(() => test.setTimeout(180_000))

/** Somebody new with an account. */
function makePerson(site: Site, name: string): Person {
  made += 1
  const person = { email: `drafts.${process.pid}.${made}@example.org`, name, role: 'writer' }
  createPerson(site, person)
  return person
}

/** A device of theirs: a browser of its own, where what fails for want of a network is no error of the product. */
async function openDevice(browser: Browser, site: Site, { email }: Person, at = '/write/new'): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.address })
  const page = await context.newPage()
  await signIn(page, email, at)
  return page
}

const title = (page: Page) => page.getByLabel('Title')
const status = (page: Page, words: RegExp | string) => page.getByRole('status').filter({ hasText: words })
const isSaved = (page: Page) => expect(status(page, /^Saved \d\d:\d\d/)).toBeVisible({ timeout: 10_000 })
const row = (page: Page, name: string) => page.getByRole('listitem', { name })
const keysOf = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('twelvefold.draft')))

/** Changes a page as a colleague does who pushed a commit. */
async function changeOutside({ contentDir }: Site, slug: string, change: (text: string) => string): Promise<void> {
  const file = path.join(contentDir, 'postmortems', `${slug}.mdx`)
  await writeFile(file, change(await readFile(file, 'utf8')))
  git(contentDir, 'commit', '-qam', 'From outside')
}

/** Says yes, or no, to the next question of the browser. */
function answerNext(page: Page, choice: 'accept' | 'dismiss'): Promise<string> {
  return new Promise((resolve) => {
    page.once('dialog', (dialog) => {
      void dialog[choice]().then(() => resolve(dialog.message()))
    })
  })
}

test('a draft survives closing the browser, another device picks it up, and publishing ends it', async ({
  browser,
  site,
}) => {
  const person = makePerson(site, 'Closes The Browser')
  const page = await openDevice(browser, site, person)
  await title(page).fill('Half of a postmortem')
  await fillBody(page, '## Summary\n\nIt broke on Tuesday.')
  await expect(status(page, 'Saving…')).toBeVisible()
  await isSaved(page)
  await page.context().close()

  const other = await openDevice(browser, site, person, '/drafts')
  await expect(row(other, 'Half of a postmortem')).toContainText('New postmortem. Saved')
  await expect(row(other, 'Half of a postmortem')).toContainText('4 words')
  await other.getByRole('link', { name: 'Half of a postmortem' }).click()
  await expect.poll(() => bodyText(other), { timeout: 10_000 }).toBe('## Summary\n\nIt broke on Tuesday.')
  await other.getByRole('checkbox', { name: /^7\./ }).check()
  await other.getByLabel('Summary').fill('It broke.')
  await isSaved(other)
  await other.getByRole('button', { name: 'Publish' }).click()
  await expect(other).toHaveURL(/\/postmortems\/half-of-a-postmortem$/)
  await other.goto('/drafts')
  await expect(other.getByRole('heading', { name: 'No drafts' })).toBeVisible()
  await other.goto('/write/new')
  await expect(title(other)).toHaveValue('')
  await other.context().close()
})

test('a change of a page is a draft too: another device goes on with it, and merges what was published meanwhile', async ({
  browser,
  site,
}) => {
  const person = makePerson(site, 'Changes Pages')
  const page = await openDevice(browser, site, person)
  await publishNew(page, 'A page to be changed', 'First.\n\nSecond.\n\nLast.')
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Edit')
  await fillBody(page, 'First, from one.\n\nSecond.\n\nLast.')
  await page.getByLabel('Why you change it').fill('One knows more')
  await isSaved(page)
  await expectNoViolation(page, 'a change that is saved')
  await page.context().close()

  const other = await openDevice(browser, site, person, '/drafts')
  await expect(row(other, 'A page to be changed')).toContainText('Change of “A page to be changed”. Saved')
  await changeOutside(site, 'a-page-to-be-changed', (text) => text.replace('Last.', 'Last, from outside.'))
  await other.getByRole('link', { name: 'A page to be changed' }).click()
  await expect.poll(() => bodyText(other)).toContain('First, from one.')
  await expect(other.getByLabel('Why you change it')).toHaveValue('One knows more')
  await other.getByRole('button', { name: 'Publish the change' }).click()
  const conflict = other.getByRole('region', { name: 'Somebody has changed this page' })
  await expect(conflict).toContainText('fit together')
  await conflict.getByRole('button', { name: 'Merge, and go on' }).click()
  await isSaved(other)
  await other.getByRole('button', { name: 'Publish the change' }).click()
  await expect(other).toHaveURL(/\/postmortems\/a-page-to-be-changed$/)
  await expect(other.getByText('First, from one.')).toBeVisible()
  await expect(other.getByText('Last, from outside.')).toBeVisible()
  await other.goto('/drafts')
  await expect(other.getByRole('heading', { name: 'No drafts' })).toBeVisible()
  await other.goto('/postmortems/a-page-to-be-changed')
  await other.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(other.getByLabel('Why you change it')).toHaveValue('')
  await expect(other.getByRole('button', { name: 'Publish the change' })).toHaveAttribute('aria-disabled', 'true')
  await other.context().close()
})

test('what is typed last before the page is left is on the server', async ({ browser, site }) => {
  const person = makePerson(site, 'Leaves At Once')
  const page = await openDevice(browser, site, person)
  await title(page).fill('Typed and gone')
  await page.goto('about:blank')
  const other = await openDevice(browser, site, person, '/drafts')
  await expect(async () => {
    await other.reload()
    await expect(row(other, 'Typed and gone')).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 15_000 })
  await Promise.all([page.context().close(), other.context().close()])
})

test('a session that runs out while writing loses nothing, and after signing in again it goes on', async ({
  browser,
  site,
}) => {
  const person = makePerson(site, 'Writes Slowly')
  const page = await openDevice(browser, site, person)
  await title(page).fill('Before')
  await isSaved(page)
  await page.context().clearCookies()
  await title(page).fill('Before and after')
  await expect(status(page, 'Signed out: kept on this device.')).toBeVisible({ timeout: 10_000 })
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Sign in again' }).click()
  const door = await opened
  await door.getByLabel('E-mail address').fill(person.email)
  await door.getByLabel('Password').fill(password)
  await door.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(door.getByRole('heading', { name: 'Your drafts' })).toBeVisible()
  await title(page).fill('Before and after signing in')
  await isSaved(page)
  await door.reload()
  await expect(row(door, 'Before and after signing in')).toBeVisible()
  await page.context().close()
})

test('a draft stays with its writer when somebody else signs in, and signing out sends it first', async ({
  browser,
  site,
}) => {
  const [writer, other] = [makePerson(site, 'Wrote It'), makePerson(site, 'Somebody Else')]
  const page = await openDevice(browser, site, writer)
  const second = await page.context().newPage()
  await page.context().clearCookies()
  await signIn(second, other.email, '/write/new')
  await title(page).fill('Nobody else’s business')
  await expect(status(page, 'Somebody else is signed in at this browser by now.')).toBeVisible({ timeout: 10_000 })
  await second.goto('/write/new')
  await expect(title(second)).toHaveValue('')
  await second.goto('/drafts')
  await expect(second.getByRole('heading', { name: 'No drafts' })).toBeVisible()
  await page.context().clearCookies()
  await page.goto('/write/new')
  await expect(title(page)).toHaveValue('')
  await signIn(page, writer.email, '/write/new')
  await expect(title(page)).toHaveValue('Nobody else’s business')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => keysOf(page)).toEqual([])
  await signIn(page, writer.email, '/drafts')
  await expect(row(page, 'Nobody else’s business')).toBeVisible()
  await page.context().close()
})

test('signing out asks before a draft is thrown away that the server does not take', async ({ browser, site }) => {
  const page = await openDevice(browser, site, makePerson(site, 'Asks First'))
  await page.route('**/api/drafts/*', (route) => route.abort())
  await title(page).fill('Only here')
  await expect(status(page, 'The server does not answer')).toBeVisible({ timeout: 10_000 })
  await page.goto('/account')
  for (const choice of ['dismiss', 'accept'] as const) {
    const asked = answerNext(page, choice)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    expect(await asked).toContain('A draft of yours is kept in this browser alone.')
    if (choice === 'dismiss') expect(await keysOf(page)).toHaveLength(1)
  }
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => keysOf(page)).toEqual([])
  await page.context().close()
})

test('two devices that change different places are merged; the same place is a choice that loses neither', async ({
  browser,
  site,
}) => {
  const person = makePerson(site, 'Has Two Devices')
  const one = await openDevice(browser, site, person)
  await title(one).fill('On two devices')
  await fillBody(one, 'First.\n\nLast.')
  await isSaved(one)
  const two = await openDevice(browser, site, person, '/drafts')
  await two.getByRole('link', { name: 'On two devices' }).click()
  await fillBody(two, 'First, from two.\n\nLast.')
  await isSaved(two)
  await fillBody(one, 'First.\n\nLast, from one.')
  await expect.poll(() => bodyText(one), { timeout: 10_000 }).toBe('First, from two.\n\nLast, from one.')
  await expect(status(one, 'with what you wrote elsewhere')).toBeVisible({ timeout: 10_000 })

  await fillBody(two, 'Two has the word.')
  await expect(status(two, 'Not saved: this draft was changed elsewhere too.')).toBeVisible({ timeout: 10_000 })
  const theirs = two.getByRole('region', { name: 'The other text' })
  await expect(theirs).toContainText('Last, from one.')
  await expectNoViolation(two, 'a conflict')
  await theirs.getByRole('button', { name: 'Keep mine' }).click()
  await isSaved(two)
  await two.goto('/drafts')
  await expect(row(two, 'On two devices')).toHaveCount(2)
  const texts: string[] = []
  for (const link of await two.getByRole('link', { name: 'On two devices' }).all()) {
    const opened = await two.context().newPage()
    await opened.goto((await link.getAttribute('href')) ?? '')
    await expect.poll(() => bodyText(opened)).not.toBe('')
    texts.push(await bodyText(opened))
    await opened.close()
  }
  expect(texts.sort()).toEqual(['First, from two.\n\nLast, from one.', 'Two has the word.'])
  await Promise.all([one.context().close(), two.context().close()])
})

test('two tabs of one browser show the same draft', async ({ browser, site }) => {
  const one = await openDevice(browser, site, makePerson(site, 'Has Two Tabs'))
  await title(one).fill('In two tabs')
  const two = await one.context().newPage()
  await two.goto('/write/new')
  await expect(title(two)).toHaveValue('In two tabs')
  await fillBody(two, 'From the second tab.')
  await expect.poll(() => bodyText(one), { timeout: 10_000 }).toBe('From the second tab.')
  await fillBody(one, 'From the first tab.')
  await expect.poll(() => bodyText(two), { timeout: 10_000 }).toBe('From the first tab.')
  await isSaved(one)
  await isSaved(two)
  await one.context().close()
})

test('offline it is saved on this device and says so; back online it is sent', async ({ browser, site }) => {
  const person = makePerson(site, 'On A Train')
  const page = await openDevice(browser, site, person)
  await page.context().setOffline(true)
  await title(page).fill('Written in a tunnel')
  await expect(status(page, 'Offline: saved on this device')).toBeVisible({ timeout: 10_000 })
  await page.context().setOffline(false)
  await isSaved(page)
  const other = await openDevice(browser, site, person, '/drafts')
  await expect(row(other, 'Written in a tunnel')).toBeVisible()
  await Promise.all([page.context().close(), other.context().close()])
})

test('several drafts: another one begins, all are listed, and one is deleted after a question', async ({
  browser,
  site,
}) => {
  const page = await openDevice(browser, site, makePerson(site, 'Writes A Lot'), '/drafts')
  await expect(page.getByRole('heading', { name: 'No drafts' })).toBeVisible()
  await expectNoViolation(page, 'no drafts')
  await page.getByRole('main').getByRole('link', { name: 'Add a postmortem' }).click()
  await title(page).fill('The first')
  await page.getByRole('button', { name: 'Start another' }).click()
  await expect(title(page)).toHaveValue('')
  await fillBody(page, 'No title yet.')
  await isSaved(page)
  await page.reload()
  await expect.poll(() => bodyText(page), { timeout: 10_000 }).toBe('No title yet.')
  await page.getByRole('link', { name: 'One other draft' }).click()
  await expect(row(page, 'The first')).toBeVisible()
  await expect(row(page, 'Untitled')).toContainText('3 words')
  await expectNoViolation(page, 'two drafts')

  const kept = answerNext(page, 'dismiss')
  await row(page, 'The first').getByRole('button', { name: 'Delete' }).click()
  expect(await kept).toContain('“The first”')
  await expect(row(page, 'The first')).toBeVisible()
  const gone = answerNext(page, 'accept')
  await row(page, 'The first').getByRole('button', { name: 'Delete' }).click()
  await gone
  await expect(row(page, 'The first')).toHaveCount(0)
  await page.goto('/write/new')
  await expect.poll(() => bodyText(page), { timeout: 10_000 }).toBe('No title yet.')
  // The form says so once it is alive; a button before that does nothing. Nor does one that the editor, coming as it is
  // scrolled to, moves from under the pointer.
  await isSaved(page)
  await openBody(page)
  const thrown = answerNext(page, 'accept')
  await page.getByRole('button', { name: 'Discard the draft' }).click()
  await thrown
  await page.goto('/drafts')
  await expect(page.getByRole('heading', { name: 'No drafts' })).toBeVisible()
  await page.context().close()
})

test('what was typed signed out is among one’s drafts after signing in', async ({ browser, site }) => {
  const person = makePerson(site, 'Signs In Late')
  const context = await browser.newContext({ baseURL: site.address })
  const page = await context.newPage()
  await page.goto('/write/new')
  await title(page).fill('Typed signed out')
  await expect(status(page, 'Saved in this browser.')).toBeVisible()
  await signIn(page, person.email, '/drafts')
  await expect(row(page, 'Typed signed out')).toBeVisible()
  await context.close()
})

test('a colleague reads a shared draft as its page will be, until the link is taken back', async ({
  browser,
  site,
  request,
}) => {
  const [author, colleague] = [makePerson(site, 'Shares A Draft'), makePerson(site, 'Asks Questions')]
  const page = await openDevice(browser, site, author)
  await title(page).fill('Read this before I publish')
  await page.getByLabel('Summary').fill('A column knew the answer.')
  await page.getByRole('checkbox', { name: /^7\./ }).check()
  await fillBody(page, '## Summary\n\nThe **leak** was in the join.')
  await isSaved(page)
  await page.goto('/drafts')
  await row(page, 'Read this before I publish').getByRole('button', { name: 'Share' }).click()
  const link = await row(page, 'Read this before I publish').getByText('/drafts/shared/').textContent()
  const address = new URL(link ?? '').pathname
  await expect(row(page, 'Read this before I publish')).toContainText('Shared by a link')
  await expectNoViolation(page, 'a link')

  const other = await openDevice(browser, site, colleague, address)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Read this before I publish')
  await expect(other.getByText('A draft of Shares A Draft, not published.')).toBeVisible()
  await expect(other.getByRole('region', { name: 'In short' })).toContainText('Minor')
  await expect(other.getByRole('region', { name: 'In short' })).toContainText('StatusDraft')
  await expect(other.getByText('leak', { exact: true })).toBeVisible()
  await expect(other.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
  await expectNoViolation(other, 'a shared draft')
  expect((await request.get(address, { maxRedirects: 0 })).status()).toBe(307)

  await page.goto('/write/new')
  await fillBody(page, 'An {unfinished sentence')
  await isSaved(page)
  await other.reload()
  await expect(other.getByText('The text cannot be shown as a page yet.')).toBeVisible()
  await expect(other.getByText('An {unfinished sentence')).toBeVisible()
  await expectNoViolation(other, 'a shared draft that is no page yet')

  await page.goto('/drafts')
  await row(page, 'Read this before I publish').getByRole('button', { name: 'Take the link back' }).click()
  await expect(row(page, 'Read this before I publish')).not.toContainText('Shared by a link')
  expect((await other.reload())?.status()).toBe(404)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This link leads to no draft')
  await expectNoViolation(other, 'no shared draft')
  await Promise.all([page.context().close(), other.context().close()])
})

test('another person’s draft is not found, and nobody writes into it', async ({ browser, site }) => {
  const [owner, other] = [makePerson(site, 'Owns It'), makePerson(site, 'Guesses Keys')]
  const page = await openDevice(browser, site, owner)
  await title(page).fill('Mine alone')
  const saving = page.waitForRequest((request) => request.method() === 'PUT')
  await isSaved(page)
  const saved = await saving
  const address = new URL(saved.url()).pathname
  const second = await openDevice(browser, site, other, `/write/new?draft=${address.split('/').at(-1)}`)
  await expect(title(second)).toHaveValue('')
  await expect(status(second, 'There is no such draft here')).toBeVisible()
  expect(await (await second.request.get(address)).json()).toEqual({ draft: null })

  const json = { 'content-type': 'application/json' }
  const put = async (from: Page, headers: Record<string, string>, data: unknown = saved.postDataJSON()) =>
    (await from.request.put(address, { headers, data: JSON.stringify(data) })).status()
  const own = { ...json, origin: site.address }
  expect(await put(second, own)).toBe(404)
  expect(await put(page, own)).toBe(200)
  expect(await put(page, { ...own, 'x-twelvefold-reader': 'somebody' })).toBe(403)
  expect(await put(page, { ...json, origin: 'https://evil.example' })).toBe(403)
  expect(await put(page, json)).toBe(403)
  expect(await put(page, { ...own, 'content-type': 'text/plain' })).toBe(415)
  expect(await put(page, own, { text: 1, version: null })).toBe(400)
  expect(await put(page, own, { text: 'x'.repeat(3_000_000), version: null })).toBe(413)
  for (const headers of [{ origin: 'https://evil.example' }, {}] as Record<string, string>[]) {
    expect((await page.request.delete(address, { headers })).status()).toBe(403)
  }
  expect((await second.request.delete(address, { headers: own })).status()).toBe(200)
  expect(JSON.stringify(await (await page.request.get(address)).json())).toContain('Mine alone')
  expect(JSON.stringify(await (await page.request.get('/api/account')).json())).toContain('Mine alone')
  expect(JSON.stringify(await (await second.request.get('/api/account')).json())).not.toContain('Mine alone')
  await Promise.all([page.context().close(), second.context().close()])
})

test('the browser asks before text is left that is kept nowhere', async ({ browser, site }) => {
  const page = await openDevice(browser, site, makePerson(site, 'Keeps Nothing'))
  await page.route('**/api/drafts/*', (route) => route.abort())
  const leave = async () => {
    let isAsked = false
    page.once('dialog', (dialog) => {
      isAsked = true
      void dialog.dismiss()
    })
    await page.evaluate(() => location.replace(new URL('/lessons', location.href))).catch(() => undefined)
    return () => isAsked
  }
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await title(page).click()
  await page.keyboard.type('Kept nowhere')
  await expect(status(page, 'Not saved: this browser keeps nothing.')).toBeVisible({ timeout: 10_000 })
  const isAsked = await leave()
  await expect.poll(isAsked).toBe(true)
  await expect(title(page)).toHaveValue('Kept nowhere')
  await page.unroute('**/api/drafts/*')
  await page.keyboard.type(', until now')
  await isSaved(page)
  const isAskedAgain = await leave()
  await expect(page).toHaveURL(/\/lessons$/)
  expect(isAskedAgain()).toBe(false)
  await page.context().close()
})
