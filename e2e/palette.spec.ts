import type { Page } from '@playwright/test'
import { expectNoViolation } from './support/axe'
import { press } from './support/keys'
import { signIn } from './support/people'
import { expect, people, test } from './support/test'

const parts = (page: Page) => {
  const palette = page.getByRole('dialog', { name: 'Search past learnings' })
  return {
    palette,
    opener: page.getByRole('button', { name: 'Search past learnings' }),
    field: palette.getByRole('combobox'),
    options: palette.getByRole('option'),
    current: palette.getByRole('option', { selected: true }),
    said: palette.getByRole('status'),
  }
}

/** Opens the palette by a key, as soon as the page listens to keys. */
async function openBy(page: Page, key: string): Promise<ReturnType<typeof parts>> {
  const all = parts(page)
  await press(page, [key], () => expect(all.field).toBeFocused({ timeout: 2000 }))
  await all.field.fill('')
  return all
}

test('by keyboard alone, from any page to a section’s anchor', async ({ page }) => {
  test.setTimeout(180_000)
  for (const [address, key] of [
    ['/postmortems', '/'],
    ['/lessons/the-rubber-duck', 'Control+k'],
    ['/write/new', 'Control+k'],
  ] as const) {
    await page.goto(address)
    const { palette, current, options } = await openBy(page, key)
    await page.keyboard.type('patient identifier predicted cancer')
    await expect(palette.locator('mark').first()).toBeVisible()
    await expect(current).toHaveCount(1)
    await page.keyboard.press('ArrowUp')
    await expect(current).toContainText('See all')
    await page.keyboard.press('ArrowDown')
    const anchored = await options.evaluateAll((all) => all.findIndex((one) => one.getAttribute('href')?.includes('#')))
    for (let step = 0; step < anchored; step++) await page.keyboard.press('ArrowDown')
    const href = (await current.getAttribute('href')) ?? ''
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`${href}$`))
    await expect(palette).toBeHidden()
  }
  const { palette } = await openBy(page, '/')
  await expect(palette.getByRole('group', { name: 'Recent' }).getByRole('option')).not.toHaveCount(0)
})

test('Escape clears, then closes, and the focus goes back to where it was @mobile', async ({ page }) => {
  await page.goto('/')
  const { palette, opener, field } = parts(page)
  await expect(async () => {
    await opener.click()
    await expect(field).toBeFocused({ timeout: 2000 })
  }).toPass()
  await page.keyboard.type('leakage')
  await page.keyboard.press('Escape')
  await expect(field).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(opener).toBeFocused()
  await opener.click()
  await palette.getByRole('button', { name: 'Cancel' }).click()
  await expect(opener).toBeFocused()
})

test('the text editor lets go of the key, and gets the focus back', async ({ page }) => {
  await page.goto('/write/new')
  const text = page.locator('.cm-content')
  await page.locator('#body').scrollIntoViewIfNeeded()
  await text.click()
  const { palette, field } = parts(page)
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(text).toBeFocused()
})

test('Tab leads to the search page with the same words', async ({ page }) => {
  await page.goto('/')
  await openBy(page, '/')
  await page.keyboard.type('leakage lesson:7')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL(/\/search\?q=leakage(%20|\+)lesson%3A7$/)
  await expect(page.getByRole('searchbox', { name: 'What to search for' })).toHaveValue('leakage lesson:7')
})

test('what was found is said aloud, and so is that there is nothing, with what to do', async ({ page }) => {
  await page.goto('/')
  const { palette, said, current } = await openBy(page, 'Control+k')
  await expect(said).toHaveText('')
  await page.keyboard.type('leakage')
  await expect(said).toHaveText(/^\d+ results, \d+ postmortems?$/)
  await page.keyboard.press('Escape')
  await page.keyboard.type('zzzzqqqqxxxx')
  await expect(palette.getByText('Nothing for ‘zzzzqqqqxxxx’').first()).toBeVisible()
  await expect(said).toHaveText('Nothing for ‘zzzzqqqqxxxx’')
  await expect(current).toContainText('Write it')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/write\/new\?title=zzzzqqqqxxxx$/)
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('zzzzqqqqxxxx')
})

test('a nearest spelling is one key away', async ({ page }) => {
  await page.goto('/')
  const { current, field } = await openBy(page, 'Control+k')
  await page.keyboard.type('leakge -leakage')
  await expect(current).toContainText('Search for ‘leakage')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue(/^leakage/)
})

test('with nothing typed: lessons and actions; signed in, where to go on', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto('/')
  const signedOut = await openBy(page, '/')
  await expect(signedOut.palette.getByRole('group', { name: 'Lessons' }).getByRole('option')).toHaveCount(12)
  await expect(signedOut.palette.getByRole('group', { name: 'Continue' })).toHaveCount(0)
  await signedOut.palette.getByRole('option', { name: /Toggle theme/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'light')
  const again = await openBy(page, '/')
  await again.palette.getByRole('option', { name: /Shortcuts/ }).click()
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await signIn(page, people.reader.email)
  const at = new Date().toISOString()
  const record = { documentId: 'sf99gjpxac', kind: 'postmortem', lesson: 1, state: 'reading', source: 'auto' }
  const times = { stateAt: at, firstOpenedAt: at, lastSeenAt: at, otherMarks: {}, ticks: {}, answers: {} }
  const put = await page.request.put('/api/progress', {
    data: { operations: [{ ...record, ...times }] },
    headers: { origin: new URL(page.url()).origin },
  })
  expect(await put.json()).toMatchObject({ results: [{ ok: true }] })
  await page.goto('/')
  const { palette } = await openBy(page, '/')
  await expect(palette.getByRole('group', { name: 'Continue' }).getByRole('option')).toHaveCount(1)
})

test('when the search cannot be had, that is said, and what was found stays', async ({ browser, site }) => {
  // Not the test’s own page: the browser logs a refused request as an error.
  const page = await browser.newPage({ baseURL: site.address })
  await page.goto('/')
  const { palette, field, said, options } = await openBy(page, 'Control+k')
  await page.keyboard.type('leakage')
  await expect(palette.locator('mark').first()).toBeVisible()
  const before = await options.count()
  await field.fill(`leakage ${'a '.repeat(30)}`)
  await expect(said).toHaveText('A search has at most 24 words')
  expect(await options.count()).toBe(before)
  await page.context().setOffline(true)
  await field.fill('drift')
  await expect(said).toHaveText(/You are offline/)
  await page.context().setOffline(false)
  await field.fill('drift d')
  await expect(palette.getByText('You are offline')).toHaveCount(0)
  await page.close()
})

test('no accessibility violation, empty, with results and with none @mobile', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto('/')
  await parts(page).opener.waitFor()
  const { palette, field } = await openBy(page, 'Control+k')
  await palette.getByRole('group', { name: 'Lessons' }).waitFor()
  await expectNoViolation(page, 'the empty palette', 'dialog[open]')
  await field.fill('leakage')
  await palette.locator('mark').first().waitFor()
  await expectNoViolation(page, 'the palette with results', 'dialog[open]')
  await field.fill('zzzzqqqqxxxx')
  await palette.getByText('Nothing for').first().waitFor()
  await expectNoViolation(page, 'the palette with nothing', 'dialog[open]')
})

test('a script for it is loaded when it is about to be wanted, and not before', async ({ page }) => {
  const scripts: string[] = []
  page.on('response', (response) => response.url().endsWith('.js') && scripts.push(response.url()))
  await page.goto('/', { waitUntil: 'networkidle' })
  const before = scripts.length
  await parts(page).opener.hover()
  await expect.poll(() => scripts.length).toBeGreaterThan(before)
})
