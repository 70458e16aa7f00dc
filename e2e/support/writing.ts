import type { Locator, Page } from '@playwright/test'

/** The text of the form, in its editor, which is there once somebody comes near. */
export async function openBody(page: Page): Promise<Locator> {
  const editor = page.locator('.cm-content[aria-label="What happened"]')
  await page.getByRole('textbox', { name: 'What happened' }).focus()
  await editor.waitFor()
  return editor
}

/** The text of the form, as its editor or, until that is there, the plain field holds it. */
export function bodyText(page: Page): Promise<string> {
  return page.locator('#body').evaluate((body) => {
    if (body instanceof HTMLTextAreaElement) return body.value
    return [...body.querySelectorAll('.cm-line')].map(({ textContent }) => textContent).join('\n')
  })
}

/** Puts a text in the place of what the editor holds. */
export async function fillBody(page: Page, text: string): Promise<void> {
  await (await openBody(page)).fill(text)
}

/** Publishes a small postmortem of lesson 7 by the form, and waits for its page. */
export async function publishNew(page: Page, title: string, body = 'It broke.'): Promise<void> {
  await page.goto('/write/new')
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByRole('checkbox', { name: /^7\./ }).check()
  await page.getByLabel('Summary', { exact: true }).fill('Something went wrong.')
  await fillBody(page, body)
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.waitForURL(/\/postmortems\/./)
}
