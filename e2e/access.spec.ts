import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { press } from './support/keys'
import { signIn } from './support/people'
import { expect, people, test } from './support/test'

const addresses = [
  '/',
  '/lessons',
  '/lessons/be-your-own-biggest-sceptic',
  '/toy-problems',
  '/toy-problems/leakage-detective',
  '/postmortems',
  '/postmortems/google-flu-trends',
  '/search?q=leakage',
  '/search?q=zzzzqqqq',
  '/write/new',
  '/write/guide',
  '/nowhere',
  '/sign-in',
  '/progress',
  '/invite/guessed',
]
const addressesOfAdmins = ['/account', '/people', '/site', '/audit', '/write/new']

async function expectNoViolation(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('main details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')))
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${address}: ${id}: ${nodes[0]?.html}`)).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page has an accessibility violation, ${colorScheme} @mobile`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme })
    for (const address of addresses) await expectNoViolation(page, address)
    await signIn(page, people.admin.email)
    for (const address of addressesOfAdmins) await expectNoViolation(page, address)
  })
}

test('nothing stands outside a small screen @mobile-only', async ({ page }) => {
  await signIn(page, people.admin.email)
  for (const address of [...addresses, ...addressesOfAdmins]) {
    await page.goto(address)
    const outside = await page.evaluate(() => {
      const isScrolled = (element: Element) =>
        element.closest('pre, .table-scroll, [class*="overflow-x-auto"], dialog, math')
      return [...document.querySelectorAll('main *, header *, footer *')]
        .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !isScrolled(element))
        .map((element) => element.outerHTML.slice(0, 120))
    })
    expect(outside, address).toEqual([])
  }
})

test('the bottom bar opens the lessons @mobile-only', async ({ page }) => {
  await page.goto('/lessons/be-your-own-biggest-sceptic')
  await page.getByRole('button', { name: 'Contents' }).click()
  await page
    .getByRole('complementary', { name: 'Lessons' })
    .getByRole('link', { name: /The rubber duck/ })
    .click()
  await expect(page).toHaveURL(/the-rubber-duck/)
})

test('by keyboard alone: skip link, places, sheet, scheme', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await press(page, ['g', 'm'], () => expect(page).toHaveURL(/\/postmortems$/, { timeout: 3000 }))
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.keyboard.press('t')
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark')
})
