import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Looks at the page as it is, in both schemes: all rules in one, those about colours in the other as well. */
export async function expectNoViolation(page: Page, what: string, within = 'html'): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  // What a saved form has changed comes with a title of its own, a moment after the words.
  await expect(page).toHaveTitle(/./)
  await page.locator('main details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')))
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(settleColours)
    // There are no frames; looking for some opens another page each time.
    const axe = new AxeBuilder({ page }).setLegacyMode().include(within)
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block'])
    const { violations } = await axe.analyze()
    const found = violations.map(({ id, nodes }) => `${what}, ${colorScheme}: ${id}: ${nodes[0]?.html}`)
    expect(found).toEqual([])
  }
}

// Short as they are, they begin with the colours of the other scheme, and end with a frame that a busy machine draws late.
async function settleColours(): Promise<void> {
  const changes = document.getAnimations().filter((one) => one instanceof CSSTransition)
  await Promise.allSettled(changes.map(({ finished }) => finished))
}
