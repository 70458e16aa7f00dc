import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright'
import { browserOptions } from '../e2e/support/browser'

/**
 * Takes pictures of a running site: npm run screens -- [address] [folder] [path ...]
 * Each path at 1440, 768 and 390 px, light and dark, as a whole page.
 */
const [site = 'http://localhost:3000', folder = 'screens', ...given] = process.argv.slice(2)
const paths =
  given.length > 0
    ? given
    : [
        '/',
        '/lessons',
        '/toy-problems',
        '/postmortems',
        '/search?q=leakage',
        '/write/new',
        '/write/guide',
        '/nothing-here',
      ]
const widths = [1440, 768, 390]
const schemes = ['light', 'dark'] as const

await mkdir(folder, { recursive: true })
const browser = await chromium.launch(browserOptions)
for (const width of widths) {
  for (const colorScheme of schemes) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
    for (const address of paths) {
      await page.goto(site + address, { waitUntil: 'networkidle' })
      const name = `${address.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home'}.${width}.${colorScheme}.png`
      await page.screenshot({ path: path.join(folder, name), fullPage: true })
      console.log(name)
    }
    await page.close()
  }
}
await browser.close()
