import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { git } from './support/site'
import { admin, createPerson, leaveAndSignOut, password, signIn } from './support/people'
import { expect, people, test } from './support/test'
import { fillBody, openBody } from './support/writing'

async function fillForm(page: Page, { title, body }: { title: string; body: string }): Promise<void> {
  await page.goto('/write/new')
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByRole('radio', { name: /^Major/ }).check()
  await page.getByText('kind of failure, tags').click()
  await page.getByRole('combobox', { name: 'Kind of failure' }).selectOption('leakage')
  await page.getByRole('checkbox', { name: /^7\./ }).check()
  await page.getByRole('checkbox', { name: /^1\./ }).check()
  await page.getByLabel('Summary').fill('A column knew the answer and nobody asked why.')
  await fillBody(page, body)
}

test.beforeEach(({ page }) => signIn(page, people.writer.email))

test('a postmortem from the form is live at once: page, lists, lesson, search, file and commit', async ({
  page,
  site,
  request,
}) => {
  await fillForm(page, {
    title: 'The score was far too good',
    body: '## Summary\n\nThe quokkaplex column was written after the outcome.\n',
  })
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('quokkaplex')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page).toHaveURL(/\/postmortems\/the-score-was-far-too-good$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The score was far too good')
  await expect(page.getByRole('region', { name: 'In short' })).toContainText('Major')
  for (const address of [
    '/',
    '/postmortems',
    '/postmortems?class=leakage',
    '/lessons/be-your-own-biggest-sceptic',
    '/search?q=quokkaplex',
    '/sitemap.xml',
    '/feed.xml',
    '/feed/postmortems.xml',
    '/feed/lessons/7.xml',
  ]) {
    expect(await (await request.get(address)).text(), address).toMatch(
      /The score was far too good|the-score-was-far-too-good/,
    )
  }
  expect(await readFile(path.join(site.contentDir, 'postmortems', 'the-score-was-far-too-good.mdx'), 'utf8')).toContain(
    'lessons:\n  - 7\n  - 1\n',
  )
  expect(
    git(site.contentDir, 'log', '-1', '--format=%an %s', '--', 'postmortems/the-score-was-far-too-good.mdx'),
  ).toContain('Ada Lovelace Add postmortem: The score was far too good')
  expect(git(site.contentDir, 'status', '--porcelain')).toBe('')
  await page.goto('/write/new')
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('')
})

test('what is refused is listed with its place, and rewritten at one click; nothing typed is lost', async ({
  page,
}) => {
  await fillForm(page, {
    title: 'Refused at first',
    body: 'See <https://example.org>.\n\nA {brace}, a <br>, p <0.05 and an <unknown> thing.\n',
  })
  await expect(page.getByText(/problems in the text/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'line 1, column 5' })).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing you typed is lost' })).toBeVisible()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Refused at first')
  await page.getByRole('button', { name: /^Apply all/ }).click()
  await expect(page.getByText(/problems? in the text/)).toBeHidden()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page).toHaveURL(/\/postmortems\/refused-at-first$/)
})

test('empty fields say what they want', async ({ page }) => {
  await page.goto('/write/new')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Choose at least one lesson; the first is its home.')).toBeVisible()
})

test('a closed tab loses nothing', async ({ page, context }) => {
  await fillForm(page, { title: 'Half written', body: 'Half a sentence' })
  await expect(page.getByRole('status').filter({ hasText: /^(Saving…|Saved \d\d:\d\d)$/ })).toBeVisible()
  await page.close()
  const again = await context.newPage()
  await again.goto('/write/new')
  await expect(again.getByLabel('Title', { exact: true })).toHaveValue('Half written')
  await expect(await openBody(again)).toHaveText('Half a sentence')
})

test('two clicks make one document', async ({ page, site }) => {
  await fillForm(page, { title: 'Clicked twice', body: 'Once.' })
  await page.getByRole('button', { name: 'Publish' }).dblclick()
  await expect(page).toHaveURL(/\/postmortems\/clicked-twice$/)
  const files = await readdir(path.join(site.contentDir, 'postmortems'))
  expect(files.filter((name) => name.startsWith('clicked-twice'))).toHaveLength(1)
})

test('the same publish sent again leads to the same page; from another site it is refused', async ({ page, site }) => {
  await fillForm(page, { title: 'Sent again', body: 'Once.' })
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && request.postData()?.includes('Sent again') === true,
  )
  await page.getByRole('button', { name: 'Publish' }).click()
  const request = await sent
  await expect(page).toHaveURL(/\/postmortems\/sent-again$/)
  const headers = await request.allHeaders()
  const again = (more: Record<string, string>) =>
    page.request.post(request.url(), { headers: { ...headers, ...more }, data: request.postDataBuffer() ?? '' })
  expect(await (await again({})).text()).toContain('/postmortems/sent-again')
  const foreign = await again({ origin: 'https://evil.example' })
  expect(await foreign.text()).not.toContain('/postmortems/sent-again')
  const files = await readdir(path.join(site.contentDir, 'postmortems'))
  expect(files.filter((name) => name.startsWith('sent-again'))).toHaveLength(1)
})

test('two people publish one title at the same moment, and both pages are there', async ({ browser, site }) => {
  const contexts = await Promise.all([
    browser.newContext({ baseURL: site.address }),
    browser.newContext({ baseURL: site.address }),
  ])
  const pages = await Promise.all(contexts.map((context) => context.newPage()))
  await Promise.all(pages.map((page, at) => signIn(page, at === 0 ? people.writer.email : people.admin.email)))
  await Promise.all(pages.map((page) => fillForm(page, { title: 'At the same moment', body: 'Text.' })))
  await Promise.all(pages.map((page) => page.getByRole('button', { name: 'Publish' }).click()))
  await Promise.all(pages.map((page) => expect(page).toHaveURL(/\/postmortems\/at-the-same-moment(-2)?$/)))
  expect(new Set(pages.map((page) => page.url())).size).toBe(2)
  expect(git(site.contentDir, 'status', '--porcelain')).toBe('')
  await Promise.all(contexts.map((context) => context.close()))
})

test('a file from an editor shows, changes and goes within two seconds', async ({ request, site }) => {
  const file = path.join(site.contentDir, 'postmortems', 'from-an-editor.mdx')
  const text = (title: string) =>
    `---\nid: editor00001\ntitle: "${title}"\nsummary: S\nlessons: [3]\ncreated: 2026-11-01\nseverity: minor\nhappened: 2026-11-01\n---\n\nText.\n`
  const heading = async () =>
    /<h1[^>]*>([^<]*)</.exec(await (await request.get('/postmortems/from-an-editor')).text())?.[1]
  await writeFile(file, text('First'))
  await expect.poll(heading, { timeout: 2000, intervals: [50] }).toBe('First')
  await writeFile(file, text('Second'))
  await expect.poll(heading, { timeout: 2000, intervals: [50] }).toBe('Second')
  await rm(file)
  await expect.poll(heading, { timeout: 2000, intervals: [50] }).toContain('There is no page')
})

test('signed out the form opens, and what was typed is there after signing in', async ({ page }) => {
  await leaveAndSignOut(page)
  await fillForm(page, { title: 'Typed before signing in', body: 'Once.' })
  await expect(page.getByRole('button', { name: 'Publish' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Sign in to publish' }).click()
  await page.getByLabel('E-mail address').fill(people.writer.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Typed before signing in')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page).toHaveURL(/\/postmortems\/typed-before-signing-in$/)
})

test('a reader may write but not publish, and a demoted writer is refused at the next request', async ({
  page,
  site,
}) => {
  await leaveAndSignOut(page)
  await signIn(page, people.reader.email, '/write/new')
  await expect(page.getByText('Publishing takes the role of a writer')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish' })).toHaveCount(0)
  createPerson(site, { email: 'soon@example.org', name: 'Soon A Reader', role: 'writer' })
  await leaveAndSignOut(page)
  await signIn(page, 'soon@example.org')
  await fillForm(page, { title: 'Written in vain', body: 'Once.' })
  // What would be saved only later would be refused too, and say so on the console.
  await expect(page.getByRole('status').filter({ hasText: /^Saved \d\d:\d\d/ })).toBeVisible({ timeout: 10_000 })
  admin(site, ['role', '--email', 'soon@example.org', '--role', 'reader'])
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Sign in first')).toBeVisible()
  expect(await readdir(path.join(site.contentDir, 'postmortems'))).not.toContain('written-in-vain.mdx')
})

test('the guide shows every component and every refused form', async ({ page }) => {
  await page.goto('/write/guide')
  for (const name of ['Callout', 'Checklist', 'Question', 'Timeline', 'Predict', 'Toy', 'Chart']) {
    await expect(page.getByRole('heading', { name: `<${name}>` })).toBeVisible()
  }
  await expect(page.getByText('export const score = 0.94')).toBeVisible()
})
