import type { Browser } from 'playwright'
import { startServer, startSite } from '../e2e/support/site'
import { buildBare } from './bare'
import { launchBrowser } from './browser'
import { kilobytes, type Table } from './measure'

const routes = [
  '/',
  '/lessons',
  '/lessons/be-your-own-biggest-sceptic',
  '/toy-problems',
  '/toy-problems/leakage-detective',
  '/postmortems',
  '/postmortems/google-flu-trends',
  '/search?q=leakage',
  '/write/new',
]

const columns = ['Page', 'Script', 'CSS', 'Font', 'HTML', 'All at load', 'All settled', 'Requests', 'Nodes', 'Words']

/** What a first visit to each page costs over the wire, beside a bare page of the same framework. */
export async function measureBytes(): Promise<Table> {
  const bare = await startServer({ folder: await buildBare(), env: {}, probe: '/' })
  const site = await startSite()
  const browser = await launchBrowser()
  try {
    const rows = [['bare Next page', ...(await visit(browser, `${bare.address}/`))]]
    for (const route of routes) rows.push([route, ...(await visit(browser, site.address + route))])
    return {
      title: 'Bytes of a first visit',
      columns,
      rows,
      note: 'KB of 1,024 bytes over the wire, compressed, empty cache, 1280 px wide. Settled is 3 s after the load event, with prefetches.',
    }
  } finally {
    await browser.close()
    await site.stop()
    await bare.stop()
  }
}

async function visit(browser: Browser, address: string): Promise<(string | number)[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const protocol = await context.newCDPSession(page)
  const typeOf = new Map<string, string>()
  const bytes = new Map<string, number>()
  let requests = 0
  protocol.on('Network.responseReceived', ({ requestId, type }) => typeOf.set(requestId, type))
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = typeOf.get(requestId) ?? 'Other'
    bytes.set(type, (bytes.get(type) ?? 0) + encodedDataLength)
    requests++
  })
  await protocol.send('Network.enable')
  const total = () => kilobytes([...bytes.values()].reduce((sum, value) => sum + value, 0))
  const of = (type: string) => kilobytes(bytes.get(type) ?? 0)
  await page.goto(address, { waitUntil: 'load' })
  const atLoad = total()
  await page.waitForTimeout(3000)
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const words = await page.evaluate(() => document.body.innerText.split(/\s+/).length)
  await context.close()
  return [of('Script'), of('Stylesheet'), of('Font'), of('Document'), atLoad, total(), requests, nodes, words]
}
