import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expectNoViolation } from './support/axe'
import { signIn } from './support/people'
import { git, type Site } from './support/site'
import { expect, people, test } from './support/test'

const slug = 'a-page-with-a-past'
const address = `/postmortems/${slug}`

/** Changes the page as its author does elsewhere, and waits until the site serves it. */
async function commitVersion({ contentDir, address: site }: Site, severity: string, text: string): Promise<void> {
  const front = `id: apagewithapast\ntitle: "A page with a past"\nsummary: S\nlessons: [3]\ncreated: 2026-11-01\nseverity: ${severity}\nhappened: 2026-11-01`
  await writeFile(path.join(contentDir, 'postmortems', `${slug}.mdx`), `---\n${front}\n---\n\n## Summary\n\n${text}\n`)
  const { name, email } = people.writer
  git(contentDir, 'add', '--all')
  git(
    contentDir,
    '-c',
    `user.name=${name}`,
    '-c',
    `user.email=${email}`,
    'commit',
    '--quiet',
    '-m',
    `It was ${severity}`,
  )
  await expect.poll(async () => (await fetch(site + address)).text(), { timeout: 15_000 }).toContain(text)
}

test('a page that was edited twice: what each change was, and the first version back again', async ({ page, site }) => {
  test.setTimeout(180_000)
  await commitVersion(site, 'minor', 'The join dropped seven rows.')
  await commitVersion(site, 'major', 'The join dropped nine rows.')
  await commitVersion(site, 'critical', 'The join doubled nine rows.')
  await page.goto(address)
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page).toHaveURL(`${address}/history`)
  const versions = page.getByRole('navigation', { name: 'Versions' }).getByRole('link')
  await expect(versions).toHaveCount(3)
  await expect(versions.first()).toContainText('It was critical')
  await expect(page.getByRole('button', { name: 'Restore this version' })).toHaveCount(0)
  await versions.nth(1).click()
  const text = page.getByRole('region', { name: 'Text' })
  await expect(text.getByRole('deletion')).toHaveText('[removed: seven] ')
  await expect(text.getByRole('insertion')).toHaveText('[added: nine] ')
  await expect(page.getByRole('region', { name: 'Facts' }).getByRole('insertion')).toContainText('major')
  expect(await page.content()).not.toContain(people.writer.email)
  await expectNoViolation(page, 'a change')

  await signIn(page, people.writer.email, `${address}/history`)
  await page
    .getByRole('navigation', { name: 'Versions' })
    .getByRole('link', { name: /It was minor/ })
    .click()
  await expect(page.getByText(/, the first version$/)).toBeVisible()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Restored' })).toBeVisible()
  await expect(versions.first()).toContainText('Restore the version of')
  await page.goto(address)
  await expect(page.getByText('The join dropped seven rows.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'In short' })).toContainText('Minor')
})

test('lessons and toy problems have a history too; who did not write a page cannot restore it', async ({ page }) => {
  await signIn(page, people.writer.email)
  for (const of of [
    '/lessons/be-your-own-biggest-sceptic',
    '/toy-problems/leakage-detective',
    '/postmortems/google-flu-trends',
  ]) {
    await page.goto(`${of}/history`)
    await expect(page.getByRole('navigation', { name: 'Versions' }).getByRole('link')).toHaveCount(1)
    await expect(page.getByRole('region', { name: 'What this version changed' })).toContainText('the first version')
    await expect(page.getByRole('button', { name: 'Restore this version' })).toHaveCount(0)
  }
})

test('a version that is not of this page is not shown', async ({ page }) => {
  await page.goto(`/postmortems/google-flu-trends/history?commit=${'a'.repeat(40)}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address')
})
