import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectNoViolation } from './support/axe'
import { signIn } from './support/people'
import { git } from './support/site'
import { expect, people, testApart as test } from './support/test'

const lesson = '/lessons/be-your-own-biggest-sceptic'
const toy = '/toy-problems/leakage-detective'
const label = 'The text, with its front matter'

async function openEdit(page: Page, address: string) {
  await page.goto(address)
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Edit')
  await page.getByRole('textbox', { name: label }).focus()
  const editor = page.locator(`.cm-content[aria-label="${label}"]`)
  await editor.waitFor()
  return editor
}

// A server that has just started makes its checker ready first.
const patient = { timeout: 20_000 }

const conflictOf = (page: Page) => page.getByRole('region', { name: 'Somebody has changed this page' })

test('an admin changes a lesson: problems at their places, the page beside it, and at once on the site', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000)
  const file = path.join(site.contentDir, 'lessons/be-your-own-biggest-sceptic.mdx')
  const before = await readFile(file, 'utf8')
  await signIn(page, people.admin.email)
  const editor = await openEdit(page, lesson)
  const preview = page.getByRole('region', { name: 'Preview' })
  await editor.fill(
    before.replace(/^number: \d+$/m, 'number: 12') + '\n## A last word\n\nSaid <b>in</b> the browser.\n',
  )
  await expect(page.getByText('`number` stays 7: it cannot be changed.').first()).toBeVisible(patient)
  await editor.fill(`${before}\n## A last word\n\nSaid in the browser.\n`)
  await expect(preview.getByRole('heading', { name: 'A last word' })).toBeVisible(patient)
  await expectNoViolation(page, 'the source of a lesson')
  await page.getByRole('button', { name: 'Publish the change' }).click()
  await expect(page.getByText('Write in a line why you change it')).toBeVisible()
  await page.getByLabel('Why you change it').fill('It lacked an end')
  await page.getByRole('button', { name: 'Publish the change' }).click()
  await expect(page).toHaveURL(lesson)
  await expect(page.getByRole('heading', { name: 'A last word' })).toBeVisible()
  expect(git(site.contentDir, 'log', '-1', '--format=%an: %b')).toContain('Grace Hopper: It lacked an end')

  await page.getByRole('link', { name: 'History' }).click()
  const versions = page.getByRole('navigation', { name: 'Versions' }).getByRole('link')
  await versions.nth(1).click()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Restored' })).toBeVisible()
  expect(await readFile(file, 'utf8')).toBe(before)
})

test('an admin changes the files of a toy problem; what somebody else changed meanwhile is merged', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000)
  const file = (name: string) => path.join(site.contentDir, toy.slice(1), name)
  await signIn(page, people.admin.email)
  await openEdit(page, toy)
  const starter = page.getByLabel('starter.py')
  await starter.fill(`# Begin here, says Grace.\n${await starter.inputValue()}`)
  const solution = await readFile(file('solution.py'), 'utf8')
  await writeFile(file('solution.py'), `${solution}# Elsewhere.\n`)
  await page.getByLabel('Why you change it').fill('Where to begin')
  await page.getByRole('button', { name: 'Publish the change' }).click()
  await expect(conflictOf(page)).toContainText('fit together')
  await expectNoViolation(page, 'a toy problem that was changed by two')
  await page.getByRole('button', { name: 'Merge, and go on' }).click()
  await expect(page.getByLabel('solution.py')).toHaveValue(/# Elsewhere\.\n$/)
  await page.getByRole('button', { name: 'Publish the change' }).click()
  await expect(page).toHaveURL(toy)
  await expect(page.getByText('# Begin here, says Grace.').first()).toBeVisible()
  expect(await readFile(file('solution.py'), 'utf8')).toContain('# Elsewhere.')
})

test('others find no way to edit a lesson, and are told so at its address', async ({ page }) => {
  await signIn(page, people.writer.email)
  await page.goto(lesson)
  await expect(page.getByRole('link', { name: 'Edit', exact: true })).toHaveCount(0)
  await page.goto('/write/sf99gjpxac')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You cannot edit this page')
  await expect(page.getByText('This takes the role of admin')).toBeVisible()
})
