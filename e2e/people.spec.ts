import { readFile } from 'node:fs/promises'
import type { Browser, Page } from '@playwright/test'
import { admin, createPerson, password, signIn } from './support/people'
import { startMailServer } from './support/mail-server'
import { git, startSite, type Site } from './support/site'
import { change, rows } from './support/tables'
import { expect, people, test } from './support/test'
import { fillBody } from './support/writing'

async function fresh(browser: Browser, { address }: Pick<Site, 'address'>): Promise<Page> {
  return (await browser.newContext({ baseURL: address })).newPage()
}

/** Whether the session of a page is worth something: 200 or 401. */
async function statusOf(page: Page): Promise<number> {
  return (await page.request.get('/api/account')).status()
}

/** A person's row on the page about people, opened. */
async function openRow(page: Page, { name, email }: { name: string; email: string }) {
  const row = page.getByRole('listitem').filter({ hasText: email })
  await row.getByText(name, { exact: true }).click()
  return row
}

let made = 0

/** Somebody new on the site. */
function somebody(site: Site, role = 'reader') {
  made += 1
  const person = { email: `somebody${process.pid}-${made}@example.org`, name: `Somebody ${made}`, role }
  createPerson(site, person)
  return person
}

test.describe('an admin, on the page about people,', () => {
  test.beforeEach(({ page }) => signIn(page, people.admin.email))

  test('changes a role: its person is out at once, and comes back with it', async ({ page, browser, site }) => {
    const person = somebody(site)
    const theirs = await fresh(browser, site)
    await signIn(theirs, person.email, '/write/new')
    await expect(theirs.getByText('Publishing takes the role of a writer')).toBeVisible()
    await page.goto('/people')
    const row = await openRow(page, person)
    await row.getByRole('combobox', { name: `Role of ${person.name}` }).selectOption('Writer')
    await row.getByRole('button', { name: 'Change the role' }).click()
    await expect(row.getByRole('status')).toHaveText('Now writer; they sign in anew.')
    expect(await statusOf(theirs)).toBe(401)
    await signIn(theirs, person.email, '/write/new')
    await expect(theirs.getByRole('button', { name: 'Publish' })).toBeVisible()
    await page.goto('/audit')
    await expect(page.getByRole('row').filter({ hasText: 'role.changed' }).first()).toContainText(
      `${person.email} from reader to writer`,
    )
  })

  test('signs a person out on all their devices, and nobody else', async ({ page, browser, site }) => {
    const person = somebody(site)
    const devices = [await fresh(browser, site), await fresh(browser, site)]
    for (const device of devices) await signIn(device, person.email)
    await page.goto('/people')
    const row = await openRow(page, person)
    await row.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(row.getByRole('status')).toHaveText('Signed out everywhere.')
    for (const device of devices) expect(await statusOf(device)).toBe(401)
    expect(await statusOf(page)).toBe(200)
    await page.goto('/audit')
    await expect(page.getByRole('row').filter({ hasText: 'sign-out.everywhere' }).first()).toContainText(person.email)
  })

  test('hands a reset link, which sets a new password and ends what was signed in', async ({ page, browser, site }) => {
    const person = somebody(site)
    const theirs = await fresh(browser, site)
    await signIn(theirs, person.email)
    await page.goto('/people')
    const row = await openRow(page, person)
    await row.getByRole('button', { name: 'Make a reset link' }).click()
    const first = (await row.getByText(/\/reset\//).textContent()) ?? ''
    await row.getByRole('button', { name: 'Make a reset link' }).click()
    await expect(row.getByText(first)).toHaveCount(0)
    const link = (await row.getByText(/\/reset\//).textContent()) ?? ''
    const elsewhere = await fresh(browser, site)
    await elsewhere.goto(first)
    await expect(elsewhere.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible()
    expect(await statusOf(theirs)).toBe(200)
    await elsewhere.goto(link)
    await elsewhere.getByLabel('New password').fill('a completely different one')
    await elsewhere.getByRole('button', { name: 'Set the password' }).click()
    await expect(elsewhere.getByText('Your new password is set.')).toBeVisible()
    expect(await statusOf(theirs)).toBe(401)
    await elsewhere.getByLabel('E-mail address').fill(person.email)
    await elsewhere.getByLabel('Password').fill(password)
    await elsewhere.getByRole('button', { name: 'Sign in' }).click()
    await expect(elsewhere.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible()
    await elsewhere.getByLabel('E-mail address').fill(person.email)
    await elsewhere.getByLabel('Password').fill('a completely different one')
    await elsewhere.getByRole('button', { name: 'Sign in' }).click()
    await expect(elsewhere.getByRole('link', { name: `Your account, ${person.name}` })).toBeVisible()
  })

  test('withdraws an invitation, and its link is of no use', async ({ page, browser, site }) => {
    await page.goto('/people')
    await page.getByLabel('E-mail address').fill('regretted@example.org')
    await page.getByRole('button', { name: 'Make an invitation' }).click()
    const link = (await page.getByText(/\/invite\//).textContent()) ?? ''
    const theirs = await fresh(browser, site)
    await theirs.goto(link)
    await expect(theirs.getByLabel('E-mail address')).toHaveValue('regretted@example.org')
    const open = page.getByRole('list', { name: 'Open invitations' }).getByRole('listitem')
    await open.filter({ hasText: 'regretted@example.org' }).getByRole('button', { name: 'Withdraw' }).click()
    await expect(open.filter({ hasText: 'regretted@example.org' })).toHaveCount(0)
    await theirs.getByLabel('Name', { exact: true }).fill('Too Late')
    await theirs.getByLabel('Password').fill(password)
    await theirs.getByRole('button', { name: 'Make my account' }).click()
    await expect(theirs.getByRole('alert').filter({ hasText: 'has been used, withdrawn' })).toBeVisible()
    await theirs.goto(link)
    await expect(theirs.getByRole('heading', { name: 'This invitation cannot be used' })).toBeVisible()
    expect(admin(site, ['list'])).not.toContain('regretted@example.org')
  })

  test('reads what happened, newest first, page by page', async ({ page, site }) => {
    for (let at = 0; at < 120; at++) {
      const time = new Date(Date.UTC(2020, 0, 1, 0, at)).toISOString()
      change(
        site,
        'insert into audit_log (id, at, actor_id, actor, act, subject) values (?, ?, null, ?, ?, ?)',
        `old-${at}`,
        time,
        'server',
        'sign-in.refused',
        `attempt ${at}`,
      )
    }
    await page.goto('/audit')
    const entries = page.getByRole('region', { name: 'Entries' }).getByRole('row')
    await expect(entries).toHaveCount(51)
    await expect(entries.nth(1)).toContainText('sign-in.accepted')
    await expect(entries.nth(1)).toContainText(people.admin.name)
    await expect(page.getByRole('link', { name: 'Newer' })).toHaveCount(0)
    const seen = (await entries.allTextContents()).slice(1)
    for (let turned = 2; (await page.getByRole('link', { name: 'Older' }).count()) > 0; turned++) {
      await page.getByRole('link', { name: 'Older' }).click()
      await expect(page.getByRole('link', { name: 'Newer' })).toHaveAttribute('href', `/audit?page=${turned - 1}`)
      seen.push(...(await entries.allTextContents()).slice(1))
    }
    const old = seen.flatMap((text) => /attempt (\d+)$/.exec(text)?.[1] ?? [])
    expect(old).toEqual(Array.from({ length: 120 }, (_, at) => String(119 - at)))
    expect(seen).toHaveLength(rows(site, 'select id from audit_log').length)
    await page.getByRole('link', { name: 'Newer' }).click()
    await expect(page.getByRole('link', { name: 'Older' })).toBeVisible()
    await page.goto('/audit?page=999')
    await expect(page.getByRole('table')).toHaveCount(0)
    await page.getByRole('link', { name: 'Go to the newest entries' }).click()
    await expect(entries).toHaveCount(51)
  })
})

test('an invitation made on the page is mailed, with the link that works', async ({ page, browser }) => {
  const mail = await startMailServer()
  const site = await startSite({ content: 'empty', env: { SITE_NAME: 'Our lessons', ...mail.env } })
  try {
    createPerson(site, people.admin)
    const boss = await fresh(browser, site)
    await signIn(boss, people.admin.email, '/people')
    await boss.getByLabel('E-mail address').fill('Invited@Example.org')
    await boss.getByRole('combobox', { name: 'Role', exact: true }).selectOption('Writer')
    await boss.getByRole('button', { name: 'Make an invitation' }).click()
    await expect(boss.getByRole('status').filter({ hasText: 'Sent to invited@example.org.' })).toBeVisible()
    const shown = await boss.getByText(/\/invite\//).textContent()
    expect(mail.mails).toMatchObject([{ from: 'learnings@example.org', to: ['invited@example.org'] }])
    const content = mail.mails[0]?.content ?? ''
    expect(content).toContain('Subject: You are invited to Our lessons')
    const link = /http\S+\/invite\/\S+/.exec(content)?.[0] ?? ''
    expect(link).toBe(shown)
    await page.goto(link)
    await expect(page.getByLabel('E-mail address')).toHaveValue('invited@example.org')
    await page.getByLabel('Name', { exact: true }).fill('Invited Person')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Make my account' }).click()
    await expect(page.getByRole('link', { name: 'Your account, Invited Person' })).toBeVisible()
    expect(admin(site, ['list'])).toContain('invited@example.org\twriter')

    await mail.stop()
    await boss.getByLabel('E-mail address').fill('unlucky@example.org')
    await boss.getByRole('button', { name: 'Make an invitation' }).click()
    await expect(boss.getByRole('status').filter({ hasText: 'did not take the mail' })).toContainText('/invite/')
  } finally {
    await page.goto('about:blank')
    await site.stop()
  }
})

test.describe('on one’s own page', () => {
  test('signing out everywhere ends all of one’s sessions, and nobody else’s', async ({ page, browser, site }) => {
    const person = somebody(site)
    const [other, neighbour] = [await fresh(browser, site), await fresh(browser, site)]
    await signIn(other, person.email)
    await signIn(neighbour, people.reader.email)
    await signIn(page, person.email, '/account')
    const cookies = await page.context().cookies()
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
    expect([await statusOf(page), await statusOf(other), await statusOf(neighbour)]).toEqual([401, 401, 200])
    await page.context().addCookies(cookies)
    expect(await statusOf(page)).toBe(401)
  })

  test('what is kept can be taken along, progress included', async ({ page, site }) => {
    const person = somebody(site)
    await signIn(page, person.email, '/lessons/math-or-code')
    const sent = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
    await page.getByRole('button', { name: 'Mark as read' }).click()
    await sent
    await page.goto('/account')
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download everything that is kept about you' }).click()
    const download = await waiting
    expect(download.suggestedFilename()).toBe('twelvefold-account.json')
    const data = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, object>
    expect(data).toMatchObject({
      account: person,
      sessions: [{ label: expect.stringContaining('Chrome') }],
      tokens: [],
    })
    expect(Object.values(data.progress ?? {})).toMatchObject([{ state: 'read', source: 'manual', lesson: 11 }])
    expect(JSON.stringify(data)).not.toMatch(/argon2|password_?hash|token_?hash/i)
  })

  test('a deleted account takes its progress along; what was published stays, in its name', async ({ page, site }) => {
    const person = somebody(site, 'writer')
    await signIn(page, person.email, '/lessons/math-or-code')
    const sent = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
    await page.getByRole('button', { name: 'Mark as read' }).click()
    await sent
    await page.goto('/write/new')
    await page.getByLabel('Title').fill('Written by somebody who left')
    await page.getByRole('checkbox', { name: /^7\./ }).check()
    await page.getByLabel('Summary').fill('Something went wrong.')
    await fillBody(page, 'It broke.')
    await page.getByRole('button', { name: 'Publish' }).click()
    await expect(page).toHaveURL(/\/postmortems\/written-by-somebody-who-left$/)
    const [row] = rows(site, 'select id from users where email = ?', person.email)
    const kept = () =>
      ['progress', 'sessions', 'api_tokens', 'linked_accounts'].flatMap((table) =>
        rows(site, `select user_id from ${table} where user_id = ?`, row?.id),
      )
    expect(kept().length).toBeGreaterThan(1)

    await page.goto('/account')
    page.on('dialog', (dialog) => void dialog.accept())
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Delete my account' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'not your present password' })).toBeVisible()
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Delete my account' }).click()
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
    expect(kept()).toEqual([])
    expect(rows(site, 'select id from users where email = ?', person.email)).toEqual([])
    expect(git(site.contentDir, 'log', '-1', '--format=%an <%ae> %s')).toContain(
      `${person.name} <${person.email}> Add postmortem: Written by somebody who left`,
    )
    await page.goto('/postmortems/written-by-somebody-who-left')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Written by somebody who left')
    await expect(page.getByRole('main')).toContainText(person.name)
    await page.goto('/lessons/math-or-code')
    await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  })
})
