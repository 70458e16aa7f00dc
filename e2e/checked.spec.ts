import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expectNoViolation } from './support/axe'
import { leaveAndSignOut, signIn } from './support/people'
import { git } from './support/site'
import { expect, people, test } from './support/test'

const slug = 'nobody-looked-twice'
const address = `/postmortems/${slug}`
const what = 'Ran the query on last week’s data: the same rows are missing.'

test('a reader says what they checked: it is on the page, in the file and in git; lists filter by it', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000)
  const front = `id: nobodylooked\ntitle: "Nobody looked twice"\nsummary: S\nlessons: [3]\ncreated: 2026-11-01\nseverity: minor\nhappened: 2026-11-01\nfailureClass: [evaluation]`
  const file = path.join(site.contentDir, 'postmortems', `${slug}.mdx`)
  await writeFile(file, `---\n${front}\n---\n\nRows were missing.\n`)
  const { name, email } = people.writer
  git(site.contentDir, 'add', '--all')
  git(site.contentDir, '-c', `user.name=${name}`, '-c', `user.email=${email}`, 'commit', '--quiet', '-m', 'Add')
  await expect
    .poll(async () => (await fetch(site.address + address)).text(), { timeout: 15_000 })
    .toContain('Rows were missing')

  await page.goto('/postmortems?checked=no&baseline=none')
  await expect(page.getByRole('link', { name: 'Remove the filter Not checked yet' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Remove the filter Without a baseline' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Nobody looked twice' })).toBeVisible()

  await signIn(page, people.writer.email, address)
  const region = page.getByRole('region', { name: 'A second pair of eyes' })
  await expect(region).toContainText('Not checked yet')
  await expect(region.getByText('I checked this')).toHaveCount(0)

  await leaveAndSignOut(page)
  await signIn(page, people.reader.email, address)
  await region.getByText('I checked this').click()
  await region.getByRole('button', { name: 'Add to the page' }).click()
  await expect(region).toContainText('Not checked yet')
  await region.getByLabel('What did you check?').fill(what)
  await region.getByRole('button', { name: 'Add to the page' }).click()
  await expect(region).toContainText(/Checked by Alan Turing on \d+ \w+ \d{4}: Ran the query/)
  await expect(page.getByRole('region', { name: 'In short' })).toContainText('By Alan Turing')
  await expectNoViolation(page, 'checked')
  expect(await readFile(file, 'utf8')).toContain('checks:\n  - by: Alan Turing\n')
  expect(git(site.contentDir, 'log', '-1', '--format=%an: %s').trim()).toBe(
    'Alan Turing: Check postmortem: Nobody looked twice',
  )

  await page.goto('/postmortems?checked=no&lesson=3')
  await expect(page.getByRole('link', { name: 'Nobody looked twice' })).toHaveCount(0)
  await page.goto('/postmortems?checked=yes')
  await expect(page.getByRole('link', { name: 'Nobody looked twice' })).toBeVisible()
})

test('a public case is not checked yet, and that is no error', async ({ page }) => {
  await page.goto('/postmortems/google-flu-trends')
  const region = page.getByRole('region', { name: 'A second pair of eyes' })
  await expect(region).toContainText('Not checked yet. It rests on the sources named below')
  await expect(region.getByText('I checked this')).toHaveCount(0)
})
