import { expect, type Locator, type Page } from '@playwright/test'

/** Presses keys until what they do is seen: a page is on screen a moment before its script listens to keys. */
export async function press(page: Page, keys: string[], isSeen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    for (const key of keys) await page.keyboard.press(key)
    await isSeen()
  }).toPass({ timeout: 15_000 })
}

/** Goes on by Tab alone until something has the focus, as somebody without a pointer does. */
export async function tabTo(page: Page, target: Locator, most = 200): Promise<void> {
  await target.waitFor()
  const hasFocus = () => target.evaluate((element) => element === document.activeElement)
  for (let pressed = 0; pressed < most && !(await hasFocus()); pressed++) await page.keyboard.press('Tab')
  await expect(target).toBeFocused()
}
