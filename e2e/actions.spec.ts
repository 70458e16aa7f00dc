import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expectNoViolation } from './support/axe'
import { signIn } from './support/people'
import { git, type Site } from './support/site'
import { expect, people, test } from './support/test'

const overdue = 'Delete the column that knew'
const later = 'Alert on scores above 0.99'

/** A postmortem with an overdue action and one to come, as somebody with an editor commits it. */
async function commitActions(site: Site, slug: string): Promise<void> {
  const head = `id: ${slug.replaceAll('-', '')}\ntitle: "${slug}"\nsummary: S\nlessons: [3]\ncreated: 2026-01-05\nseverity: minor\nhappened: 2026-01-05`
  const actions = `actions:\n  - what: "${overdue}"\n    kind: mitigate\n    owner: "${slug}"\n    due: 2026-01-12\n  - what: "${later}"\n    kind: detect\n    due: 2999-01-01`
  await writeFile(
    path.join(site.contentDir, 'postmortems', `${slug}.mdx`),
    `---\n${head}\n${actions}\n---\n\nIt broke.\n`,
  )
  git(site.contentDir, 'add', '--all')
  git(site.contentDir, '-c', 'user.name=Team', '-c', 'user.email=team@example.org', 'commit', '--quiet', '-m', slug)
  await expect
    .poll(async () => (await fetch(`${site.address}/postmortems/${slug}`)).text(), { timeout: 15_000 })
    .toContain(overdue)
}

const lastCommit = ({ contentDir }: Site) => git(contentDir, 'log', '-1', '--format=%an <%ae>: %s').trim()

test('an overdue action is settled on the page, the postmortem closed, and all of it is in git', async ({
  page,
  site,
}) => {
  await commitActions(site, 'settled-on-page')
  await signIn(page, people.writer.email, '/postmortems/settled-on-page')
  await expect(page.getByText('Overdue since 12 Jan 2026')).toBeVisible()
  await page.getByRole('button', { name: `Done: ${overdue}` }).click()
  await expect(page.getByRole('status').filter({ hasText: `Done: ${overdue}` })).toBeVisible()
  await expect(page.getByText('Overdue since')).toBeHidden()
  expect(lastCommit(site)).toBe(`Ada Lovelace <ada@example.org>: Mark an action done: ${overdue}`)
  await page.getByRole('button', { name: `Open again: ${overdue}` }).click()
  await expect(page.getByText('Overdue since')).toBeVisible()
  for (const name of [`Done: ${overdue}`, `Drop: ${later}`]) await page.getByRole('button', { name }).click()
  await page.getByRole('button', { name: 'Close this postmortem' }).click()
  await expect(page.getByRole('button', { name: 'Close this postmortem' })).toBeHidden()
  await expect(page.getByRole('region', { name: 'In short' })).toContainText('Closed')
  expect(lastCommit(site)).toContain('Close postmortem: settled-on-page')
})

test('owner and day are changed in place', async ({ page, site }) => {
  await commitActions(site, 'owner-in-place')
  await signIn(page, people.writer.email, '/postmortems/owner-in-place')
  await page.getByText('Owner and day').first().click()
  await page.getByLabel('Owner', { exact: true }).first().fill('Katherine')
  await page.getByLabel('Due', { exact: true }).first().fill('2999-05-01')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Actions' })).toContainText('KatherineDue 1 May 2999')
  await expect(page.getByLabel('Owner', { exact: true }).first()).toHaveValue('Katherine')
})

test('somebody else has changed the actions meanwhile: nothing is written, and it is said', async ({ page, site }) => {
  await commitActions(site, 'changed-meanwhile')
  await signIn(page, people.writer.email, '/postmortems/changed-meanwhile')
  const form = page.getByRole('button', { name: `Done: ${overdue}` }).locator('xpath=ancestor::form')
  await form.locator('[name=what]').evaluate((field: HTMLInputElement) => (field.value = 'Another action'))
  await page.getByRole('button', { name: `Done: ${overdue}` }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Reload the page' })).toBeVisible()
})

test('overdue ones stand on home and first among the open ones, and are settled there', async ({ page, site }) => {
  test.setTimeout(180_000)
  await commitActions(site, 'settled-in-list')
  await page.goto('/')
  await expect(page.getByRole('region', { name: /overdue/ })).toContainText(overdue)
  await page
    .getByRole('region', { name: /overdue/ })
    .getByRole('link', { name: /^(All|Settle)/ })
    .click()
  await expect(page).toHaveURL(/\/actions\?due=overdue/)
  await expect(page.getByRole('button', { name: /^Done/ })).toHaveCount(0)
  await signIn(page, people.writer.email, '/actions')
  const rows = page.getByRole('list', { name: 'Open actions' }).getByRole('listitem')
  await expect(rows.first()).toContainText('Overdue since')
  await expectNoViolation(page, 'open actions')
  await page
    .getByRole('link', { name: /^settled-in-list/ })
    .first()
    .click()
  await expect(page).toHaveURL(/owner=settled-in-list/)
  await expect(page.getByText('1 open, 1 overdue')).toBeVisible()
  await page.getByRole('button', { name: `Done: ${overdue}` }).click()
  await expect(page.getByText('No open action passes these filters')).toBeVisible()
  await page.getByRole('status').getByRole('button', { name: 'Open again' }).click()
  await expect(page.getByText('1 open, 1 overdue')).toBeVisible()
  await page.getByRole('button', { name: `Done: ${overdue}` }).click()
  await expect(page.getByText('No open action passes these filters')).toBeVisible()
})

test('readers see the table as it is', async ({ page, site }) => {
  await commitActions(site, 'for-readers')
  await signIn(page, people.reader.email, '/postmortems/for-readers')
  await expect(page.getByRole('region', { name: 'Actions' }).getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('button', { name: /^Done/ })).toHaveCount(0)
})
