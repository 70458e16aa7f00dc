import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expectNoViolation } from './support/axe'
import { press } from './support/keys'
import { admin, createPerson, password, signIn } from './support/people'
import { startServer, startSite, type Site } from './support/site'
import { change, rows } from './support/tables'
import { expect, people, test as base } from './support/test'

// One site for all of it, with services to sign in with; nobody goes there, so none answers.
const services = {
  GITHUB_CLIENT_ID: 'id',
  GITHUB_CLIENT_SECRET: 'secret',
  OIDC_ISSUER: 'http://127.0.0.1:1',
  OIDC_CLIENT_ID: 'id',
  OIDC_CLIENT_SECRET: 'secret',
  OIDC_NAME: 'Our SSO',
}

const test = base.extend<object, { site: Site }>({
  site: [
    async ({}, use) => {
      const site = await startSite({ env: services })
      for (const person of Object.values(people)) createPerson(site, person)
      await use(site)
      await site.stop()
    },
    { scope: 'worker' },
  ],
})

const lesson = '/lessons/be-your-own-biggest-sceptic'
const addresses = [
  '/',
  '/lessons',
  lesson,
  '/toy-problems',
  '/toy-problems/leakage-detective',
  '/postmortems',
  '/postmortems/google-flu-trends',
  '/postmortems/google-flu-trends/history',
  '/actions',
  '/search?q=leakage',
  '/search?q=zzzzqqqq',
  '/write/new',
  '/write/guide',
  '/nowhere',
  '/sign-in',
  '/sign-in?refused=not-invited',
  '/sign-in?after=reset',
  '/progress',
  '/setup/guessed',
  '/invite/guessed',
  '/reset/guessed',
]
const addressesOfAdmins = [
  '/account',
  '/people',
  '/site',
  '/content',
  '/searches',
  '/audit',
  '/write/new',
  '/postmortems/epic-sepsis-model',
]

/** The address that a command prints last. */
function linkOf(site: Pick<Site, 'dataDir' | 'address'>, ...args: string[]): string {
  return admin(site, args).split('\n').at(-1) ?? ''
}

test.describe('no accessibility violation, light or dark @mobile', () => {
  test.beforeEach(() => test.setTimeout(360_000))

  test('on what is open to everybody', async ({ page }) => {
    for (const address of addresses) {
      await page.goto(address)
      await expectNoViolation(page, address)
    }
  })

  test('where links lead, and when a form is refused there', async ({ page, site }) => {
    const reset = linkOf(site, 'reset', '--email', people.reader.email)
    const addressed = linkOf(site, 'invite', '--role', 'reader', '--email', 'invited@example.org')
    for (const address of [reset, addressed, linkOf(site, 'invite', '--role', 'writer')]) {
      await page.goto(address)
      await expectNoViolation(page, address)
    }
    await page.getByLabel('E-mail address').fill(people.admin.email)
    await page.getByLabel('Name', { exact: true }).fill('Here Already')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Make my account' }).click()
    await page.getByRole('alert').filter({ hasText: 'account' }).waitFor()
    await expectNoViolation(page, 'a refused invitation')
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill('nobody@example.org')
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('alert').filter({ hasText: 'do not belong together' }).waitFor()
    await expectNoViolation(page, 'a refused sign-in')
  })

  test('at every step of the set-up', async ({ page }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-e2e-'))
    const server = await startServer({ folder: path.resolve('.'), env: { DATA_DIR: folder, CONTENT_DIR: '' } })
    try {
      await page.goto(linkOf({ dataDir: folder, address: server.address }, 'setup'))
      await expectNoViolation(page, 'the first step')
      await page.getByLabel('E-mail address').fill('first@example.org')
      await page.getByLabel('Name', { exact: true }).fill('First Admin')
      await page.getByLabel('Password').fill(password)
      for (const step of ['the second step', 'the third step']) {
        await page.getByRole('button', { name: 'Next' }).click()
        await expectNoViolation(page, step)
      }
    } finally {
      await page.goto('about:blank')
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('for a reader: what can be said of a lesson, one’s progress, one’s account, closed pages', async ({
    page,
    browser,
    site,
  }) => {
    const email = `reads${process.pid}@example.org`
    createPerson(site, { email, name: 'Reads With Care', role: 'reader' })
    const [person] = rows(site, 'select id from users where email = ?', email)
    await signIn(await (await browser.newContext({ baseURL: site.address })).newPage(), email)
    change(
      site,
      'insert into linked_accounts (issuer, subject, user_id, label, linked_at) values (?, ?, ?, ?, ?)',
      services.OIDC_ISSUER,
      email,
      person?.id,
      email,
      '2026-01-01T00:00:00.000Z',
    )
    await signIn(page, email, lesson)
    await page.getByRole('button', { name: 'Mark as read' }).click()
    await page.getByRole('button', { name: 'I applied it' }).click()
    await page.getByLabel('Where you applied it').fill('https://example.org/change/1')
    await expectNoViolation(page, 'a lesson with the form of where it was applied')
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    // It stays while the focus is in it.
    await page.getByRole('button', { name: 'Undo' }).focus()
    await expectNoViolation(page, 'a lesson with its toast', 'main [role=status]')
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Applied in').waitFor()
    await expectNoViolation(page, 'a lesson that was applied')
    for (const address of ['/', '/lessons', '/progress', '/people', '/account?refused=linked-already']) {
      await page.goto(address)
      await expectNoViolation(page, `${address} for a reader`)
    }
    await page.getByLabel('What it is for').fill('A robot')
    await page.getByRole('button', { name: 'Make a token' }).click()
    await page.getByText(/^twelvefold_/).waitFor()
    await expectNoViolation(page, 'an account with everything')
  })

  test('for an admin: people, the site, what happened', async ({ page, site }) => {
    admin(site, ['invite', '--role', 'reader', '--email', 'waits@example.org'])
    await signIn(page, people.admin.email)
    for (const address of addressesOfAdmins) {
      await page.goto(address)
      await expectNoViolation(page, `${address} for an admin`)
    }
    await page.goto('/people')
    await page.getByRole('button', { name: 'Make an invitation' }).click()
    await page.getByText(/\/invite\//).waitFor()
    await expectNoViolation(page, 'a new invitation')
    await page.goto('/site')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor()
    await expectNoViolation(page, 'the saved site')
  })
})

test('nothing stands outside a small screen, not even long names @mobile-only', async ({ page, site }) => {
  const email = `${'long'.repeat(16)}@${'domain'.repeat(8)}.example.org`
  createPerson(site, { email, name: 'Unbroken'.repeat(9), role: 'admin' })
  await signIn(page, email)
  for (const address of [...addresses, ...addressesOfAdmins]) {
    await page.goto(address)
    const outside = await page.evaluate(() => {
      const isScrolled = (element: Element) =>
        element.closest('pre, .table-scroll, [class*="overflow-x-auto"], dialog, math')
      return [...document.querySelectorAll('main *, header *, footer *')]
        .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !isScrolled(element))
        .map((element) => element.outerHTML.slice(0, 120))
    })
    expect(outside, address).toEqual([])
  }
})

test('the bottom bar opens the lessons @mobile-only', async ({ page }) => {
  await page.goto('/lessons/be-your-own-biggest-sceptic')
  await page.getByRole('button', { name: 'Contents' }).click()
  await page
    .getByRole('complementary', { name: 'Lessons' })
    .getByRole('link', { name: /The rubber duck/ })
    .click()
  await expect(page).toHaveURL(/the-rubber-duck/)
})

test('by keyboard alone: skip link, places, sheet, scheme', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await press(page, ['g', 'm'], () => expect(page).toHaveURL(/\/postmortems$/, { timeout: 3000 }))
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.keyboard.press('t')
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark')
})
