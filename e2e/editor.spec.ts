import { readFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { git } from './support/site'
import { press, tabTo } from './support/keys'
import { leaveAndSignOut, signIn } from './support/people'
import { expect, people, test } from './support/test'
import { fillBody, openBody, publishNew } from './support/writing'

const source = (contentDir: string, slug: string) =>
  readFile(path.join(contentDir, 'postmortems', `${slug}.mdx`), 'utf8')

test.beforeEach(({ page }) => signIn(page, people.writer.email))

test('a first postmortem by keyboard alone', async ({ page, site }) => {
  await page.goto('/write/new')
  await tabTo(page, page.getByLabel('Title', { exact: true }))
  await page.keyboard.type('Written without a mouse')
  await tabTo(page, page.getByRole('radio', { name: /^Minor/ }))
  await page.keyboard.press('ArrowDown')
  await tabTo(page, page.getByRole('checkbox', { name: /^7\./ }))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByLabel('Summary', { exact: true }))
  await page.keyboard.type('The mouse was broken.')
  await tabTo(page, page.getByRole('button', { name: 'Bold', exact: true }))
  await press(page, ['ArrowRight'], () => expect(page.getByRole('button', { name: 'Italic' })).toBeFocused())
  await page.keyboard.press('Tab')
  const body = await openBody(page)
  await expect(body).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('It ')
  await page.keyboard.press('ControlOrMeta+b')
  await page.keyboard.type('broke')
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('- one')
  await page.keyboard.press('Enter')
  await page.keyboard.type('two')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(body).not.toBeFocused()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page).toHaveURL(/\/postmortems\/written-without-a-mouse$/)
  const text = await source(site.contentDir, 'written-without-a-mouse')
  expect(text).toContain('severity: major')
  expect(text.split('---\n')[2]).toBe('\n## Summary\nIt **broke**\n\n## What we changed\n\n- one\n- two\n')
})

test('the questions of empty sections are shown and are not in the text', async ({ page }) => {
  await page.goto('/write/new')
  const body = await openBody(page)
  await expect(body).toContainText('What saved you that you did not plan.')
  await expect(page.getByText('0 words', { exact: true })).toBeVisible()
  await body.fill('## Impact\n\nTen people.\n')
  await expect(body).not.toContainText('Which people, decisions')
})

test('a near miss takes fewer than ten fields', async ({ page, site }) => {
  await page.goto('/write/new')
  await page.getByRole('button', { name: 'a near miss' }).click()
  await expect(page.getByRole('radio', { name: /^Near miss/ })).toBeChecked()
  await expect(page.locator('form details')).toHaveCount(0)
  const body = await openBody(page)
  expect((await body.innerText()).match(/^## .*$/gm)).toEqual([
    '## Summary',
    '## Contributing factors',
    '## What we changed',
  ])
  await page.getByLabel('Title', { exact: true }).fill('Nearly deployed the wrong model')
  await page.getByRole('checkbox', { name: /^7\./ }).check()
  await page.getByLabel('Summary', { exact: true }).fill('Somebody looked twice.')
  await body.fill('## Summary\n\nSomebody looked twice.\n\n## Contributing factors\n\n## What we changed\n')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page).toHaveURL(/\/postmortems\/nearly-deployed-the-wrong-model$/)
  const text = await source(site.contentDir, 'nearly-deployed-the-wrong-model')
  expect(text).toContain('severity: near-miss')
  expect(text).not.toContain('## What we changed')
})

test('problems are underlined where they are, and mended there', async ({ page }) => {
  await page.goto('/write/new')
  await fillBody(page, 'One line.\n\nA {brace} here.')
  const underlined = page.locator('.cm-lintRange-error')
  await expect(underlined).toHaveCount(1)
  await page.getByRole('button', { name: 'line 3, column 3' }).click()
  await page.keyboard.type('X')
  await expect(await openBody(page)).toContainText('A X{brace} here.')
  await underlined.hover()
  await page.locator('.cm-tooltip').getByRole('button').click()
  await expect(await openBody(page)).toContainText('A X\\{brace} here.')
  await expect(underlined).toHaveCount(0)
})

test('documents are linked by name: [[ offers them', async ({ page }) => {
  await page.goto('/write/new')
  await fillBody(page, 'As in ')
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('[[')
  await page.getByRole('combobox', { name: 'Title, or words of it' }).fill('google flu')
  await expect(page.getByRole('listbox', { name: 'Documents' }).getByRole('option').first()).toContainText(/Flu/)
  await page.keyboard.press('Enter')
  await expect(await openBody(page)).toHaveText(/^As in <DocumentLink id="[a-z0-9]+" \/>$/)
  await expect(page.getByRole('region', { name: 'Preview' }).getByRole('link', { name: /Flu/ })).toBeVisible()
})

test('everything the form offers is published, and refused where it stands', async ({ page, site }) => {
  await page.goto('/write/new')
  await page.getByLabel('Title', { exact: true }).fill('All that can be said')
  await page.getByRole('checkbox', { name: /^7\./ }).check()
  await page.getByLabel('Summary', { exact: true }).fill('Everything went wrong at once.')
  await page.getByText('kind of failure, tags').click()
  await page.getByRole('combobox', { name: 'Kind of failure' }).selectOption('evaluation')
  await page.getByRole('checkbox', { name: 'drift' }).check()
  await page.getByLabel('Tags').fill('search, index')
  await page.getByText('how long it took to notice').click()
  for (const [name, day, time] of [
    ['Started', '2026-11-02', '09:00'],
    ['Detected', '2026-11-02', '10:30'],
    ['Resolved', '2026-11-02', '08:00'],
  ] as const) {
    await page.getByLabel(name, { exact: true }).fill(day)
    await page.getByLabel(`${name}: time in UTC`).fill(time)
  }
  await expect(page.getByText('Time to detect1 h 30 min')).toBeVisible()
  await page.getByText('a baseline is missing').click()
  await expect(page.getByText('A failure of evaluation without a baseline')).toBeVisible()
  await page.getByLabel('Baseline', { exact: true }).fill('The median of last week')
  await expect(page.getByText('A failure of evaluation without a baseline')).toBeHidden()
  await page.getByRole('button', { name: 'Add a metric' }).click()
  await page.getByLabel('Name', { exact: true }).fill('AUC')
  await page.getByLabel('Observed').fill('0.63')
  await page.getByText('what is done about it, by whom').click()
  await page.getByRole('button', { name: 'Add an action' }).click()
  await page.getByLabel('What', { exact: true }).fill('Second')
  await page.getByRole('button', { name: 'Add an action' }).click()
  await page.getByLabel('What', { exact: true }).nth(1).fill('First')
  await page.getByRole('button', { name: 'Move action 2 up' }).click()
  await page.getByText('what is done about it, by whom').click()
  await page.getByText('how long it took to notice').click()
  await fillBody(page, 'Text.')
  await page.getByRole('button', { name: 'Publish' }).click()
  const resolved = page.getByLabel('Resolved', { exact: true })
  await expect(resolved).toBeFocused()
  await expect(page.getByText('This is before `detected`')).toBeVisible()
  await page.getByLabel('Resolved: time in UTC').fill('11:00')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page).toHaveURL(/\/postmortems\/all-that-can-be-said$/)
  const text = await source(site.contentDir, 'all-that-can-be-said')
  for (const part of ['resolved: 2026-11-02T11:00Z', 'observed: 0.63', 'what: The median of last week', '- drift'])
    expect(text).toContain(part)
  expect(text.indexOf('what: First')).toBeLessThan(text.indexOf('what: Second'))
})

test('what was seen before is offered while it is typed; a recurrence says what became of its actions', async ({
  page,
  site,
}) => {
  await publishNew(page, 'The zebrafinch index was stale')
  await page.goto('/write/new')
  await page.getByLabel('Title', { exact: true }).fill('Zebrafinch index stale')
  const seen = page.getByRole('region', { name: 'Have we seen this before?' })
  await seen.getByRole('button', { name: 'Cite The zebrafinch index was stale' }).click()
  await expect(await openBody(page)).toContainText('See also <DocumentLink id=')
  await seen.getByRole('button', { name: 'It happened again: The zebrafinch index was stale' }).click()
  await expect(seen.getByText('It named no actions.')).toBeVisible()
  await page.getByRole('checkbox', { name: /^7\./ }).check()
  await page.getByLabel('Summary', { exact: true }).fill('Again.')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page).toHaveURL(/\/postmortems\/zebrafinch-index-stale$/)
  await expect(page.getByText('It happened before: The zebrafinch index was stale.')).toBeVisible()
  expect(await source(site.contentDir, 'zebrafinch-index-stale')).toContain('recursFrom:')
})

for (const width of [1440, 390]) {
  test(`what was seen before moves nothing of the form when it comes, at ${width} px`, async ({ page }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/write/new')
    const publish = page.getByRole('button', { name: 'Publish' })
    const title = page.getByLabel('Title', { exact: true })
    const placeOf = (one: Locator) => one.evaluate((node) => node.getBoundingClientRect().top + window.scrollY)
    const before = [await placeOf(title), await placeOf(publish)]
    await title.fill('Leakage of the label')
    const seen = page.getByRole('region', { name: 'Have we seen this before?' })
    await expect(seen.getByRole('button', { name: /^Cite/ }).first()).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: /^Saved \d\d:\d\d/ })).toBeVisible({ timeout: 10_000 })
    expect([await placeOf(title), await placeOf(publish)]).toEqual(before)
    const pointer = page.getByRole('link', { name: /looks? alike$/ })
    if (width === 1440) await expect(pointer).toBeHidden()
    else {
      await pointer.click()
      await expect(seen.getByRole('heading', { name: 'Have we seen this before?' })).toBeInViewport()
    }
  })
}

test('“Happened again” on a page begins a postmortem with its lessons and class', async ({ page }) => {
  await page.goto('/postmortems/google-flu-trends')
  await page.getByRole('link', { name: 'Happened again' }).click()
  await expect(page.getByRole('checkbox', { checked: true }).first()).toBeVisible()
  const seen = page.getByRole('region', { name: 'Have we seen this before?' })
  await expect(seen.getByRole('link', { name: /Flu/ })).toBeVisible()
})

test('a Markdown file with front matter fills the form, and what has no place is named', async ({ page }) => {
  await page.goto('/write/new')
  await page.getByRole('button', { name: 'a Markdown text' }).click()
  const text =
    '---\ntitle: From a file\nsummary: It was there already.\ndate: 2026-11-02\nlayout: post\n---\n\n## Cause\n\nA cause.\n'
  await page
    .getByLabel('Or a file')
    .setInputFiles({ name: 'old.md', mimeType: 'text/markdown', buffer: Buffer.from(text) })
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue(text)
  await page.getByRole('button', { name: 'Take it over' }).click()
  await expect(page.getByText('Taken over, but for: layout.')).toBeVisible()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('From a file')
  await expect(page.getByLabel('When it happened', { exact: true })).toHaveValue('2026-11-02')
  await expect(await openBody(page)).toContainText('A cause.')
})

async function passAxe(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${state}: ${id} ${nodes[0]?.html}`)).toEqual([])
}

/** Opens a page in the editor, from its own link. */
async function openEdit(page: Page, slug: string): Promise<void> {
  await page.goto(`/postmortems/${slug}`)
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Edit')
}

test('its author changes a page, with a reason; others are told that they may not', async ({ page, site }) => {
  await publishNew(page, 'To be changed later')
  await openEdit(page, 'to-be-changed-later')
  const publish = page.getByRole('button', { name: 'Publish the change' })
  await expect(publish).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('radio', { name: /^Critical/ }).check()
  await expect(publish).toHaveAttribute('aria-disabled', 'false')
  await publish.click()
  await expect(page.getByText('Write in a line why you change it')).toBeVisible()
  await page.getByLabel('Why you change it').fill('It was worse than we thought')
  await fillBody(page, 'Once more, with feeling.')
  await publish.click()
  await expect(page).toHaveURL(/\/postmortems\/to-be-changed-later$/)
  await expect(page.getByRole('region', { name: 'In short' })).toContainText('Critical')
  await expect(page.getByRole('article')).toContainText('with feeling')
  expect(git(site.contentDir, 'log', '-1', '--format=%an: %s %b')).toContain(
    'Ada Lovelace: Change postmortem: To be changed later It was worse than we thought',
  )
  await leaveAndSignOut(page)
  await signIn(page, people.reader.email, '/postmortems/to-be-changed-later')
  await expect(page.getByRole('link', { name: 'Edit', exact: true })).toHaveCount(0)
})

test('of two editors the later one merges: nothing is overwritten', async ({ page, browser, site }) => {
  await publishNew(page, 'Edited by two', 'First line.\n\nSecond line.\n\nThird line.\n\nLast.')
  await openEdit(page, 'edited-by-two')
  const context = await browser.newContext({ baseURL: site.address })
  const other = await context.newPage()
  await signIn(other, people.admin.email)
  await openEdit(other, 'edited-by-two')
  await other.getByLabel('Title', { exact: true }).fill('Edited by two, says Grace')
  await fillBody(other, 'First line by Grace.\n\nSecond line by Grace.\n\nThird line.\n\nLast by both.')
  await other.getByLabel('Why you change it').fill('Grace knows more')
  await other.getByRole('button', { name: 'Publish the change' }).click()
  await expect(other).toHaveURL(/\/postmortems\//)
  await context.close()

  // An empty line at the end of one of them is no difference to choose for.
  await fillBody(page, 'First line.\n\nSecond line by Ada.\n\nThird line by Ada.\n\nLast by both.\n')
  await page.getByLabel('Why you change it').fill('Ada remembers')
  await page.getByRole('button', { name: 'Publish the change' }).click()
  const conflict = page.getByRole('region', { name: 'Somebody has changed this page' })
  await expect(conflict.getByRole('group')).toHaveCount(1)
  await expect(conflict).toContainText('Second line by Grace.')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await passAxe(page, `conflict, ${colorScheme}`)
  }
  await expect(await openBody(page)).toContainText('Second line by Ada.')
  await conflict.getByRole('radio', { name: /^Take theirs/ }).check()
  await conflict.getByRole('button', { name: 'Merge, and go on' }).click()
  await expect(conflict).toBeHidden()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Edited by two, says Grace')
  await page.getByRole('button', { name: 'Publish the change' }).click()
  await expect(page).toHaveURL(/\/postmortems\/edited-by-two$/)
  expect((await source(site.contentDir, 'edited-by-two')).split('---\n')[2]).toBe(
    '\nFirst line by Grace.\n\nSecond line by Grace.\n\nThird line by Ada.\n\nLast by both.\n',
  )
})

test('a page gets the address of its new title when its author says so; the old one leads there, with all it had', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await publishNew(page, 'A title in haste')
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await openEdit(page, 'a-title-in-haste')
  const offer = page.getByRole('checkbox', { name: /^Give the page a new address/ })
  await expect(offer).toHaveCount(0)
  await page.getByLabel('Title', { exact: true }).fill('A title at leisure')
  await expect(offer).not.toBeChecked()
  await expect(offer).toHaveAccessibleName(/\/postmortems\/a-title-at-leisure/)
  await expect(offer).toHaveAccessibleDescription(
    'The old one, /postmortems/a-title-in-haste, leads there from then on.',
  )
  await offer.check()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await passAxe(page, `a new address, ${colorScheme}`)
  }
  await page.getByLabel('Why you change it').fill('It says what happened')
  await page.getByRole('button', { name: 'Publish the change' }).click()
  await expect(page).toHaveURL(/\/postmortems\/a-title-at-leisure$/)
  await page.goto('/postmortems/a-title-in-haste')
  await expect(page).toHaveURL(/\/postmortems\/a-title-at-leisure$/)
  await expect(page.getByRole('button', { name: 'Read', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('navigation', { name: 'Versions' }).getByRole('link')).toHaveCount(2)
})

test('on a small screen nothing of the form is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await leaveAndSignOut(page)
  await signIn(page, people.admin.email)
  await openEdit(page, 'google-flu-trends')
  await openBody(page)
  await expect(page.getByRole('region', { name: 'Preview' }).getByRole('table').first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('the whole editor takes at most 420 KB of script', async ({ browser, site }) => {
  const context = await browser.newContext({ baseURL: site.address })
  const page = await context.newPage()
  const sizes: Promise<{ responseBodySize: number }>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') sizes.push(request.sizes())
  })
  await page.goto('/write/new')
  await openBody(page)
  await page.waitForLoadState('networkidle')
  const total = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  expect(total).toBeGreaterThan(100 * 1024)
  expect(total).toBeLessThan(420 * 1024)
  console.log(`The editor takes ${Math.round(total / 1024)} KB of script.`)
  await context.close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the editor passes axe in its main states, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000)
    await page.emulateMedia({ colorScheme })
    const check = (state: string) => passAxe(page, state)
    await page.goto('/write/new')
    await openBody(page)
    await check('new')
    await page.getByRole('button', { name: 'a Markdown text' }).click()
    await check('import')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByLabel('Title', { exact: true }).fill('The score was far too good')
    for (const summary of await page.locator('form details > summary').all()) await summary.click()
    for (const name of ['Add a metric', 'Add an action', 'Add a source'])
      await page.getByRole('button', { name }).click()
    await fillBody(page, 'A {brace}.')
    await expect(page.locator('.cm-lintRange-error')).toHaveCount(1)
    await page.getByRole('button', { name: 'Publish' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Nothing you typed is lost' })).toBeVisible()
    await check('refused')
    await page.getByRole('button', { name: 'Link to a document' }).click()
    await check('picker')
  })
}
