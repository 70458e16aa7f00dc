import { expect, test } from '@playwright/test'
import { createPerson, password } from './support/people'
import { startSite } from './support/site'
import { fillBody } from './support/writing'

test('an empty content folder gives a site that says so and helps, and takes a first postmortem', async ({ page }) => {
  const site = await startSite({ content: 'empty' })
  try {
    await page.goto(site.address)
    await expect(page.getByRole('heading', { name: 'The content folder is empty' })).toBeVisible()
    for (const address of ['/lessons', '/toy-problems', '/postmortems', '/search?q=a', '/write/guide']) {
      expect((await page.goto(site.address + address))?.status(), address).toBe(200)
    }
    createPerson(site, { email: 'ada@example.org', name: 'Ada', role: 'writer' })
    await page.goto(`${site.address}/sign-in?callbackUrl=/write/new`)
    await page.getByLabel('E-mail address').fill('ada@example.org')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel('Title', { exact: true }).fill('The first')
    await page.getByRole('checkbox', { name: /^7\./ }).check()
    await page.getByLabel('Summary', { exact: true }).fill('Something went wrong.')
    await fillBody(page, 'It broke.')
    await page.getByRole('button', { name: 'Publish' }).click()
    await expect(page).toHaveURL(/\/postmortems\/the-first$/)
  } finally {
    await site.stop()
  }
})

test('a second server on the same data folder refuses to start and says why', async () => {
  const site = await startSite({ content: 'empty' })
  try {
    await expect(startSite({ content: 'empty', env: { DATA_DIR: site.dataDir } })).rejects.toThrow('has ended with 1')
  } finally {
    await site.stop()
  }
})
