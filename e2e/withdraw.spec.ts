import { expectNoViolation } from './support/axe'
import { signIn } from './support/people'
import { commitPostmortem } from './support/postmortems'
import { git } from './support/site'
import { expect, people, test } from './support/test'

const slug = 'to-be-withdrawn'
const id = 'tobewithdrawn'
const address = `/postmortems/${slug}`
const why = 'It was written about the wrong table.'

test('an admin withdraws a postmortem: its text is nowhere, its address says why; and publishes it again', async ({
  page,
  browser,
  request,
  site,
}) => {
  test.setTimeout(180_000)
  await commitPostmortem(site, slug, 'The zibbertron was never calibrated.')
  await commitPostmortem(site, 'links-to-it', `Compare the two.\n\nSee <DocumentLink id="${id}" />.`)
  const listed = ['/', '/postmortems', '/lessons/stable-beats-state-of-the-art', '/search?q=zibbertron', '/sitemap.xml']
  const asked = [...listed, address, `/api/search?q=zibbertron`, `/api/progress/documents?ids=${id}`]
  const textOf = async (place: string) => (await request.get(place)).text()
  expect(await textOf('/search?q=zibbertron')).toContain(address)

  await signIn(page, people.admin.email, address)
  await page.getByText('Withdraw this postmortem').click()
  await page.getByLabel('Why', { exact: true }).fill(why)
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await expect(page.getByText('This postmortem was withdrawn on')).toContainText(why)
  await expectNoViolation(page, 'withdrawn')

  for (const place of asked) expect(await textOf(place), place).not.toContain('was never calibrated')
  for (const place of listed) expect(await textOf(place), place).not.toContain(`${address}"`)
  expect(await textOf('/sitemap.xml')).not.toContain(slug)
  const stranger = await (await browser.newContext({ baseURL: site.address })).newPage()
  await stranger.goto(address)
  await expect(stranger.getByText('This postmortem was withdrawn on')).toContainText(why)
  await expect(stranger.locator('meta[name=robots]').first()).toHaveAttribute('content', /noindex/)
  await expect(stranger.getByRole('button', { name: 'Publish it again' })).toHaveCount(0)
  await stranger.goto(`${address}/history`)
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address')
  await stranger.goto('/postmortems/links-to-it')
  await expect(stranger.getByText('to be withdrawn (withdrawn)')).toBeVisible()
  await stranger.goto(address)
  await stranger.getByRole('link', { name: 'Search past learnings' }).click()
  await expect(stranger).toHaveURL(/\/search/)

  await page.getByRole('link', { name: 'History', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Facts' }).getByRole('insertion')).toContainText(why)
  await page.goto(address)
  await page.getByRole('button', { name: 'Publish it again' }).click()
  await expect(page.getByText('The zibbertron was never calibrated.')).toBeVisible()
  expect(await textOf('/search?q=zibbertron')).toContain(address)
  expect(git(site.contentDir, 'log', '-2', '--format=%an: %s').trim().split('\n')).toEqual([
    'Grace Hopper: Publish postmortem again: to be withdrawn',
    'Grace Hopper: Withdraw postmortem: to be withdrawn',
  ])
})

test('writers and readers have no way to withdraw', async ({ page }) => {
  await signIn(page, people.writer.email, '/postmortems/google-flu-trends')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('Withdraw this postmortem')).toHaveCount(0)
})
