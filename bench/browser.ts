import { chromium, type Browser } from 'playwright'

const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
]

/** The browser of the machine, or Playwright's own. `port` opens it to another program's debugging protocol. */
export function launchBrowser(port?: number): Promise<Browser> {
  return chromium.launch({
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    args: port === undefined ? quiet : [...quiet, `--remote-debugging-port=${port}`],
  })
}
