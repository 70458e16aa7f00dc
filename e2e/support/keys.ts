import { expect, type Page } from '@playwright/test'

/** Presses keys until what they do is seen: a page is on screen a moment before its script listens to keys. */
export async function press(page: Page, keys: string[], isSeen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    for (const key of keys) await page.keyboard.press(key)
    await isSeen()
  }).toPass({ timeout: 15_000 })
}
