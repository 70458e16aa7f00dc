import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectNoViolation } from './support/axe'
import { createPerson, leaveAndSignOut, signIn } from './support/people'
import { git, startSite, type Site } from './support/site'
import { expect, people, test as base } from './support/test'

// A site whose folder these journeys alone break.
const test = base.extend<object, { site: Site }>({
  site: [
    async ({}, use) => {
      const site = await startSite()
      for (const person of Object.values(people)) createPerson(site, person)
      await use(site)
      await site.stop()
    },
    { scope: 'worker' },
  ],
})

const slug = 'google-flu-trends'
const file = `postmortems/${slug}.mdx`

const run = ({ contentDir }: Site, ...args: string[]) =>
  git(contentDir, '-c', 'user.name=Team', '-c', 'user.email=team@example.org', ...args)

/** Changes the title of a postmortem in the folder. */
async function retitle({ contentDir }: Site, title: string): Promise<void> {
  const absolute = path.join(contentDir, file)
  await writeFile(absolute, (await readFile(absolute, 'utf8')).replace(/^title: .*$/m, `title: ${title}`))
}

/** Two branches with a title each, of which readers see ours, and a merge of them that stops. */
async function beginConflict(site: Site): Promise<void> {
  run(site, 'checkout', '--quiet', '-b', 'theirs')
  await retitle(site, 'The title of theirs')
  run(site, 'commit', '--quiet', '--all', '--message', 'Theirs')
  run(site, 'checkout', '--quiet', 'main')
  await retitle(site, 'The title of ours')
  run(site, 'commit', '--quiet', '--all', '--message', 'Ours')
  const read = async () => (await fetch(`${site.address}/postmortems/${slug}`)).text()
  await expect.poll(read).toContain('The title of ours')
  expect(() => run(site, 'merge', 'theirs')).toThrow()
}

const notice = (page: Page) => page.getByRole('link', { name: 'See why, and what to do' })

test('it is for admins: others are told so, and somebody signed out is led to sign in and back', async ({ page }) => {
  await page.goto('/content')
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fcontent/)
  for (const { email } of [people.reader, people.writer]) {
    await leaveAndSignOut(page)
    await signIn(page, email)
    await page.goto('/content')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for admins')
    await expect(page.getByRole('main')).not.toContainText('repository')
  }
})

test('all is well: how much is served, and how the repository stands', async ({ page, site }) => {
  await signIn(page, people.admin.email)
  await expect(notice(page)).toHaveCount(0)
  await page.goto('/account')
  await page.getByRole('link', { name: 'Content', exact: true }).click()
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 2 })).toHaveText(['All is well', 'The repository'])
  await expect(main).toContainText(/\d\d documents are served, all of them as they stand in the folder\./)
  await expect(main).toContainText(
    `The last commit on the branch main is ${git(site.contentDir, 'rev-parse', '--short=10', 'HEAD').trim()}`,
  )
  await expect(main).toContainText('Everything in the folder is committed.')
  await retitle(site, 'Not committed')
  await page.reload()
  await expect(main).toContainText('1 file has changes that are not committed.')
  run(site, 'checkout', '--quiet', '--', '.')
  run(site, 'checkout', '--quiet', '--detach')
  await page.reload()
  await expect(main).toContainText('No branch is checked out (a detached HEAD). What is published is committed to no')
  run(site, 'checkout', '--quiet', 'main')
  await page.getByRole('navigation', { name: 'For admins' }).getByRole('link', { name: 'Audit log' }).click()
  await page.getByRole('link', { name: 'Content', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Content')
})

test('a conflict appears with its place, what readers see and what to do, and goes with the merge', async ({
  page,
  browser,
  site,
}) => {
  test.setTimeout(180_000)
  const home = await (await browser.newContext({ baseURL: site.address })).newPage()
  await signIn(home, people.reader.email)
  await signIn(page, people.admin.email)
  await beginConflict(site)
  await expect
    .poll(async () => {
      await page.goto('/')
      return notice(page).count()
    })
    .toBe(1)
  await home.reload()
  await expect(notice(home)).toHaveCount(0)
  await expect(page.getByText('1 file of the content folder is not served as it is.')).toBeVisible()
  await notice(page).click()
  const entry = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: file }) })
  await expect(entry).toContainText(/Line \d+, column 1: Here an unfinished merge begins/)
  await expect(entry).toContainText('What to do: Finish the merge')
  await expect(page.getByRole('main')).toContainText('A merge is not finished. Nothing can be published until it is')
  await expectNoViolation(page, 'a conflict')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await entry.getByRole('link', { name: 'The title of ours' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The title of ours')
  await home.goto(`/postmortems/${slug}`)
  await expect(home.getByRole('heading', { level: 1 })).toHaveText('The title of ours')
  run(site, 'checkout', '--theirs', '--', file)
  run(site, 'add', '--', file)
  run(site, 'commit', '--quiet', '--message', 'Merge')
  await expect
    .poll(async () => {
      await page.goto('/content')
      return page.getByRole('heading', { name: 'All is well' }).count()
    })
    .toBe(1)
  await home.reload()
  await expect(home.getByRole('heading', { level: 1 })).toHaveText('The title of theirs')
  await home.context().close()
})

test('a refused file of which there is no good version says so', async ({ page, site }) => {
  const broken = path.join(site.contentDir, 'postmortems', 'broken.mdx')
  await writeFile(broken, '---\ntitle: T\n---\n\nText.\n')
  await signIn(page, people.admin.email)
  const entry = page.getByRole('listitem').filter({ hasText: 'postmortems/broken.mdx' })
  await expect
    .poll(async () => {
      await page.goto('/content')
      return entry.count()
    })
    .toBe(1)
  await expect(entry).toContainText('Served in its place: nothing. Readers do not find it.')
  await expect(entry).toContainText('npm run check')
  await expectNoViolation(page, 'a refused text')
  await rm(broken)
})

test('synonyms that are not taken up are named with their lines, until they are mended', async ({ page, site }) => {
  const synonyms = path.join(site.contentDir, 'synonyms.yaml')
  const good = await readFile(synonyms, 'utf8')
  const lines = good.trimEnd().split('\n').length
  await writeFile(synonyms, `${good.trimEnd()}\n- drift\n`)
  await signIn(page, people.admin.email)
  await expect(page.getByText('1 file of the content folder is not served as it is.')).toBeVisible()
  await notice(page).click()
  const entry = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'synonyms.yaml' }) })
  await expect(entry).toContainText(`Line ${lines + 1}, column 3: ‘drift’ is not of the form`)
  await expect(entry).toContainText('Served in its place: the last version that could be read')
  await expectNoViolation(page, 'refused synonyms')
  await writeFile(synonyms, good)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'All is well' })).toBeVisible()
  await page.goto('/')
  await expect(notice(page)).toHaveCount(0)
})
