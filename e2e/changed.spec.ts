import type { Page } from '@playwright/test'
import { createPerson, signIn } from './support/people'
import { commitPostmortem, titleOf } from './support/postmortems'
import type { Site } from './support/site'
import { expect, test } from './support/test'

const before = 'The column was copied.\n\nNothing else was wrong.'
const after = 'The column was copied by a job that nobody had looked at for two years.\n\nNothing else was wrong.'

/** Marks a postmortem as read; a page that is signed in waits until the server knows. */
async function read(page: Page, slug: string, isSignedIn: boolean): Promise<void> {
  await page.goto(`/postmortems/${slug}`)
  const sent = isSignedIn && page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await expect(page.getByRole('button', { name: 'Read', exact: true })).toBeVisible()
  await sent
}

/** From the amber mark in a list by the notice and the difference to the accepted change. */
async function followChange(page: Page, site: Site, slug: string): Promise<void> {
  const row = page.getByRole('listitem').filter({ hasText: titleOf(slug) })
  await page.goto('/postmortems')
  await expect(row.getByRole('img')).toHaveAccessibleName('Read')
  await commitPostmortem(site, slug, after)
  await page.goto('/postmortems')
  await expect(row.getByRole('img')).toHaveAccessibleName('Read, changed since')
  await expect(row.getByRole('img')).toHaveCSS('color', await colorOf(page, '--warn'))

  await page.goto('/progress')
  const list = page.getByRole('region', { name: 'Changed since you read it' })
  await expect(list.getByRole('listitem').filter({ hasText: titleOf(slug) })).toContainText('11 words came or went.')

  await list.getByRole('link', { name: titleOf(slug) }).click()
  const notice = page.getByRole('region', { name: 'Changed since you read it' })
  await expect(notice).toContainText('Changed since you read it: 11 words came or went.')
  await expect(page.getByRole('button', { name: 'Read', exact: true })).toBeVisible()
  await notice.getByRole('button', { name: 'Show what changed' }).click()
  const places = notice.getByRole('list', { name: 'What changed' }).getByRole('listitem')
  await expect(places).toHaveCount(1)
  await expect(places).toHaveText(/^The column was copied.*by a job that nobody had looked at for two years.*\.$/)
  await expect(places.getByRole('insertion')).toContainText('by a job that nobody had looked at for two years')

  await notice.getByRole('button', { name: 'I have read the change' }).click()
  await expect(notice).toBeHidden()
  await page.goto('/postmortems')
  await expect(row.getByRole('img')).toHaveAccessibleName('Read')
  await page.goto('/progress')
  await expect(list).toContainText('Nothing you have read has changed by more than a few words.')
}

function colorOf(page: Page, token: string): Promise<string> {
  return page.evaluate((name) => {
    const element = document.body.appendChild(document.createElement('i'))
    element.style.color = `var(${name})`
    const { color } = getComputedStyle(element)
    element.remove()
    return color
  }, token)
}

test('a text that changes after it was read turns amber, shows how it changed, and takes one click to accept', async ({
  page,
  site,
}) => {
  createPerson(site, { email: 'follows@example.org', name: 'Follows Up', role: 'reader' })
  await commitPostmortem(site, 'changes-signed-in', before)
  await signIn(page, 'follows@example.org')
  await read(page, 'changes-signed-in', true)
  await followChange(page, site, 'changes-signed-in')
})

test('the same signed out', async ({ page, site }) => {
  await commitPostmortem(site, 'changes-signed-out', before)
  await read(page, 'changes-signed-out', false)
  await followChange(page, site, 'changes-signed-out')
})

test('signed in, the page that has changed arrives with the notice, and the list with the mark', async ({
  page,
  site,
}) => {
  createPerson(site, { email: 'at.once@example.org', name: 'Sees At Once', role: 'reader' })
  await commitPostmortem(site, 'changes-at-once', before)
  await signIn(page, 'at.once@example.org')
  await read(page, 'changes-at-once', true)
  await commitPostmortem(site, 'changes-at-once', after)
  const bare = await page.context().newPage()
  await bare.route('**/*.js*', (route) => route.abort())
  await bare.goto('/postmortems/changes-at-once')
  await expect(bare.getByRole('region', { name: 'Changed since you read it' })).toContainText('11 words came or went.')
  await bare.goto('/postmortems')
  const mark = bare
    .getByRole('listitem')
    .filter({ hasText: titleOf('changes-at-once') })
    .locator('[data-progress]')
  await expect(mark).toHaveCSS('color', await colorOf(bare, '--warn'))
})

test('ten words are a trifle', async ({ page, site }) => {
  const slug = 'changes-by-ten-words'
  await commitPostmortem(site, slug, before)
  await read(page, slug, false)
  await commitPostmortem(site, slug, after.replace(' two', ''))
  // The page asks too; its answer must be in before it is left, or it would be taken for the next page's.
  const first = page.waitForResponse('**/api/progress/changes?*')
  await page.goto(`/postmortems/${slug}`)
  await expect(page.getByRole('article')).toContainText('for years')
  await (await first).finished()
  const asked = page.waitForResponse('**/api/progress/changes?*')
  await page.goto('/progress')
  expect(await (await asked).json()).toEqual({ changes: {} })
  await expect(page.getByRole('region', { name: 'Changed since you read it' })).toContainText(
    'Nothing you have read has changed by more than a few words.',
  )
})

test('the API says what has changed, and refuses what is no question', async ({ request, site }) => {
  await commitPostmortem(site, 'changes-for-programs', before)
  const id = 'changesforprogra'
  const unknown = { versionRead: 'ab', words: null }
  const statusOf = async (address: string) => (await request.get(address)).status()
  expect(await (await request.get(`/api/progress/changes?of=${id}:ab`)).json()).toEqual({ changes: { [id]: unknown } })
  expect(await (await request.get(`/api/progress/changes/${id}?since=ab`)).json()).toEqual({ change: {} })
  expect(await (await request.get('/api/progress/changes/gone1234?since=ab')).json()).toEqual({ change: null })
  expect(await (await request.get('/api/progress/changes')).json()).toEqual({ changes: {} })
  const bad = ['x', id, `${id}:`, `${id}:HEAD`, '..%2F..:ab', `${id}:ab%00`, `${id}:ab%0a`, '%FF:ab', '%F0%9F:ab']
  const many = Array.from({ length: 61 }, () => `${id}:ab`).join()
  for (const of of [...bad, many, 'a'.repeat(5000)]) {
    expect(await statusOf(`/api/progress/changes?of=${of}`), of).toBe(400)
  }
  for (const path of [
    id,
    `${id}?since=`,
    `${id}?since=HEAD`,
    `${id}?since=--help`,
    `${id}?since=${'a'.repeat(65)}`,
    `${id}?since=ab,${id}:ab`,
    `${id}:ab,${id}?since=ab`,
    'x?since=ab',
    '..%2F..%2Fetc?since=ab',
    '%00?since=ab',
  ]) {
    expect(await statusOf(`/api/progress/changes/${path}`), path).toBe(400)
  }
  // An escape that is broken makes no address at all.
  for (const path of ['/api/progress/changes/%F0%9F?since=ab', '/postmortems/%F0%9F', '/files/%F0%9F']) {
    expect(await statusOf(path), path).toBe(404)
  }
})
