import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { admin, createPerson, password, signIn } from './support/people'
import { startServer, startSite, type Site } from './support/site'
import { expect, people, test } from './support/test'
import { fillBody } from './support/writing'

async function fresh(browser: Browser, { address }: Site): Promise<Page> {
  return (await browser.newContext({ baseURL: address })).newPage()
}

test('first run: the one-time link sets the site up, an invitation brings a second person', async ({ browser }) => {
  const site = await startSite({ env: { SITE_NAME: '' } })
  try {
    const link = admin(site, ['setup'])
    const page = await fresh(browser, site)
    await page.goto(link)
    await page.getByLabel('E-mail address').fill('First@Example.org')
    await page.getByLabel('Name', { exact: true }).fill('First Admin')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.getByLabel('Name of the site')).toBeHidden()
    await page.getByLabel('Password').fill(password)
    await page.getByLabel('Password').press('Enter')
    await expect(page.getByLabel('Name of the site')).toBeFocused()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByLabel('E-mail address')).toBeFocused()
    await expect(page.getByLabel('E-mail address')).toHaveValue('First@Example.org')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByLabel('Name of the site').fill('Our lessons')
    await page.getByRole('radio', { name: /^Members only/ }).check()
    await page.getByRole('button', { name: 'Set up the site' }).click()
    await expect(page.getByRole('link', { name: 'Your account, First Admin' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Our lessons' })).toBeVisible()
    expect((await page.goto(link))?.status()).toBe(404)

    await page.goto('/people')
    await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('writer')
    await page.getByRole('button', { name: 'Make an invitation' }).click()
    const invitation = (await page.getByText(/\/invite\//).textContent()) ?? ''
    const second = await fresh(browser, site)
    await second.goto('/lessons')
    await expect(second).toHaveURL(/\/sign-in\?callbackUrl=%2Flessons$/)
    await second.goto(invitation)
    await second.getByLabel('E-mail address').fill('second@example.org')
    await second.getByLabel('Name', { exact: true }).fill('Second Person')
    await second.getByLabel('Password').fill(password)
    await second.getByRole('button', { name: 'Make my account' }).click()
    await expect(second.getByRole('link', { name: 'Your account, Second Person' })).toBeVisible()
    await second.goto('/lessons')
    await expect(second.getByRole('heading', { level: 1 })).toBeVisible()
    await second.goto(invitation)
    await expect(second.getByRole('heading', { name: 'This invitation cannot be used' })).toBeVisible()
    expect((await stat(path.join(site.dataDir, 'secret'))).mode & 0o777).toBe(0o600)
    expect((await readFile(path.join(site.dataDir, 'secret'), 'utf8')).length).toBeGreaterThan(32)
  } finally {
    await site.stop()
  }
})

test('a team may begin with nothing: the site is empty at once, and after the next start', async ({ page }) => {
  test.setTimeout(180_000)
  const folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-e2e-'))
  const own = { folder: path.resolve('.'), env: { DATA_DIR: folder, CONTENT_DIR: '' } }
  let server = await startServer(own)
  try {
    await page.goto(admin({ dataDir: folder, address: server.address }, ['setup']))
    await page.getByLabel('E-mail address').fill('first@example.org')
    await page.getByLabel('Name', { exact: true }).fill('First Admin')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('radio', { name: /^Nothing/ }).check()
    await page.getByRole('button', { name: 'Set up the site' }).click()
    await expect(page.getByRole('heading', { name: 'The content folder is empty' })).toBeVisible()
    expect((await page.request.get(`${server.address}/lessons/math-or-code`)).status()).toBe(404)
    await page.goto(`${server.address}/write/new`)
    await page.getByLabel('Title', { exact: true }).fill('The first of ours')
    await page.getByRole('checkbox', { name: /^7\./ }).check()
    await page.getByLabel('Summary', { exact: true }).fill('Something went wrong.')
    await fillBody(page, 'It broke.')
    await page.getByRole('button', { name: 'Publish' }).click()
    await expect(page).toHaveURL(/\/postmortems\/the-first-of-ours$/)
    expect(await readdir(path.join(folder, 'content', 'postmortems'))).toEqual(['the-first-of-ours.mdx'])
    // A page that is open asks now and then, and would say that nobody answers.
    await page.goto('about:blank')
    await server.stop()
    server = await startServer(own)
    await page.goto(`${server.address}/postmortems`)
    await expect(page.getByRole('link', { name: 'The first of ours' })).toBeVisible()
  } finally {
    await page.goto('about:blank')
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

test('a wrong password says so and keeps the address; the right one leads back', async ({ page }) => {
  await page.goto('/sign-in?callbackUrl=/postmortems')
  await page.getByLabel('E-mail address').fill(people.reader.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible()
  await page.getByLabel('E-mail address').fill(people.reader.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/postmortems$/)
})

for (const callbackUrl of ['https://evil.example', '//evil.example', '/\\evil.example', '%', 'javascript:alert(1)']) {
  test(`signing in with the callback ${callbackUrl} leads home`, async ({ page, site }) => {
    await signIn(page, people.reader.email, callbackUrl)
    await expect(page).toHaveURL(`${site.address}/`)
  })
}

test('a signed-out cookie, played again, is worth nothing', async ({ page, browser, site }) => {
  await signIn(page, people.reader.email)
  const cookies = await page.context().cookies()
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  const thief = await browser.newContext({ baseURL: site.address })
  await thief.addCookies(cookies)
  expect((await thief.request.get('/api/account')).status()).toBe(401)
  await thief.close()
})

test('ending a session on one device ends it there; a changed password ends all', async ({ browser, site }) => {
  createPerson(site, { email: 'two@example.org', name: 'Two Devices', role: 'reader' })
  const [one, two] = [await fresh(browser, site), await fresh(browser, site)]
  await signIn(one, 'two@example.org')
  await signIn(two, 'two@example.org')
  await one.goto('/account')
  await one.getByRole('button', { name: 'End' }).click()
  await expect(one.getByRole('button', { name: 'End' })).toHaveCount(0)
  expect((await two.request.get('/api/account')).status()).toBe(401)
  await signIn(two, 'two@example.org')
  await one.goto('/account')
  await one.getByLabel('Present password').fill(password)
  await one.getByLabel('New password').fill('a completely different one')
  await one.getByRole('button', { name: 'Change the password' }).click()
  await expect(one.getByText('Your password is changed')).toBeVisible()
  expect((await two.request.get('/api/account')).status()).toBe(401)
})

test('a reset link sets a new password, once', async ({ page, site }) => {
  createPerson(site, { email: 'forgot@example.org', name: 'Forgot It', role: 'reader' })
  const link = admin(site, ['reset', '--email', 'forgot@example.org']).split('\n').at(-1) ?? ''
  await page.goto(link)
  await page.getByLabel('New password').fill(password + ' again')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText('Your new password is set.')).toBeVisible()
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible()
})

test('an admin closes an account, and its person is out at once', async ({ page, browser, site }) => {
  createPerson(site, { email: 'leaver@example.org', name: 'A Leaver', role: 'writer' })
  const leaver = await fresh(browser, site)
  await signIn(leaver, 'leaver@example.org')
  await signIn(page, people.admin.email, '/people')
  page.on('dialog', (dialog) => void dialog.accept())
  const row = page.getByRole('listitem').filter({ hasText: 'leaver@example.org' })
  await row.getByText('A Leaver', { exact: true }).click()
  await row.getByRole('button', { name: 'Close the account' }).click()
  await expect(row.getByText('closed', { exact: true })).toBeVisible()
  expect((await leaver.request.get('/api/account')).status()).toBe(401)
  await page.goto('/audit')
  await expect(page.getByRole('row').filter({ hasText: 'account.disabled' })).toContainText('leaver@example.org')
})

test('pages for admins are closed to others, and say so', async ({ page }) => {
  await signIn(page, people.writer.email)
  for (const address of ['/people', '/audit']) {
    await page.goto(address)
    await expect(page.getByRole('heading', { name: 'This page is for admins' })).toBeVisible()
  }
})

test('a token is shown once, reads for its owner, and ends when it is revoked', async ({ page, request }) => {
  await signIn(page, people.writer.email, '/account')
  await page.getByLabel('What it is for').fill('A robot')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const token = (await page.getByText(/^twelvefold_/).textContent()) ?? ''
  const headers = { authorization: `Bearer ${token}` }
  expect((await request.get('/api/search?q=leakage', { headers })).status()).toBe(200)
  await page.reload()
  await expect(page.getByText(token)).toHaveCount(0)
  page.on('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('A robot')).toHaveCount(0)
  expect((await request.get('/api/search?q=leakage', { headers })).status()).toBe(401)
})

test('a person can take their data, and then go', async ({ page, site }) => {
  createPerson(site, { email: 'gone@example.org', name: 'Gone Soon', role: 'reader' })
  await signIn(page, 'gone@example.org', '/account')
  expect(await (await page.request.get('/api/account')).json()).toMatchObject({
    account: { email: 'gone@example.org' },
  })
  page.on('dialog', (dialog) => void dialog.accept())
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  expect(admin(site, ['list'])).not.toContain('gone@example.org')
})

test('an admin renames the site and closes it to others, from the next request on', async ({ browser }) => {
  const site = await startSite({ env: { SITE_NAME: '', SITE_ACCESS: '' } })
  try {
    createPerson(site, { email: 'boss@example.org', name: 'The Admin', role: 'admin' })
    const page = await fresh(browser, site)
    const stranger = await fresh(browser, site)
    await signIn(page, 'boss@example.org', '/site')
    await page.getByLabel('Name of the site').fill('What we learned')
    await page.getByRole('radio', { name: /^Members only/ }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'What we learned' })).toBeVisible()
    await stranger.goto('/lessons')
    await expect(stranger.getByRole('heading', { name: 'Sign in to What we learned' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('radio', { name: /^Members only/ })).toBeChecked()
    await page.getByRole('radio', { name: /^Everybody/ }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
    await stranger.goto('/lessons')
    await expect(stranger.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible()
  } finally {
    await site.stop()
  }
})
