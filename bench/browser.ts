import { chromium, type Browser } from 'playwright'
import { browserOptions } from '../e2e/support/browser'

/** The browser of the machine, or Playwright's own. `port` opens it to another program's debugging protocol. */
export function launchBrowser(port?: number): Promise<Browser> {
  const args = port === undefined ? [] : [`--remote-debugging-port=${port}`]
  return chromium.launch({ ...browserOptions, args: [...browserOptions.args, ...args] })
}
