import { chromium, type Browser, type Page } from 'playwright'
import { browserOptions } from '../e2e/support/browser'

/** The browser of the machine, or Playwright's own. `port` opens it to another program's debugging protocol. */
export function launchBrowser(port?: number): Promise<Browser> {
  const args = port === undefined ? [] : [`--remote-debugging-port=${port}`]
  return chromium.launch({ ...browserOptions, args: [...browserOptions.args, ...args] })
}

/** A page of a desktop, with an empty cache. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  // What runs these files wraps each named function in this, and functions that are sent to the page have names.
  await page.addInitScript('globalThis.__name = (named) => named')
  return page
}
