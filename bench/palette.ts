import { spawn } from 'node:child_process'
import { get } from 'node:http'
import type { Browser, Page } from 'playwright'
import { freePort, type Site } from '../e2e/support/site'
import { launchBrowser, openPage } from './browser'
import { kilobytes, median, percentile, timed, type Table } from './measure'
import { makePlace, startAt, type Place } from './publish-sites'

const queries = [
  'gradient metric',
  'dataset leak',
  'threshold calibration',
  'annotator guideline agreement',
  'rollback incident',
  'bootstrap permutation',
  'schema migration',
  'stakeholder deadline',
]
const betweenKeys = 150

/** The search as a person meets it, over 242 and 10,000 documents: the first query, what an answer weighs, each key. */
export async function measurePalette(): Promise<Table> {
  const browser = await launchBrowser()
  try {
    const rows = []
    for (const size of [242, 10_000]) rows.push([size.toLocaleString('en'), ...(await measureOver(size, browser))])
    return {
      title: 'Searching in the browser',
      columns: [
        'Documents',
        'First query, ms',
        '10 hits, KB',
        'Script of the palette, KB',
        'Opening, ms',
        'Key to results p50, ms',
        'p99, ms',
      ],
      rows,
      note: `First query: the first after npm start has given the address. 10 hits: the largest answer of ${queries.length} queries with limit=10, compressed. Script: what opening the palette loads, compressed. Key to results: from a key going down to the frame that shows the answer to what then stands in the field, over ${queries.join(' ').length} keys, one every ${betweenKeys} ms.`,
    }
  } finally {
    await browser.close()
  }
}

async function measureOver(size: number, browser: Browser): Promise<(string | number)[]> {
  const place = await makePlace(size)
  try {
    const served = await measureServed(place, browser)
    return [Math.round(await firstQueryAt(place)), ...served]
  } finally {
    await place.remove()
  }
}

/** From npm start's saying where the site is: the time of one query, in ms. */
async function firstQueryAt({ contentDir, dataDir }: Place): Promise<number> {
  const port = await freePort()
  const env = { ...process.env, CONTENT_DIR: contentDir, DATA_DIR: dataDir, PORT: String(port) }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (text: Buffer) => text.includes('Ctrl-C stops it.') && resolve())
      void ended.then(() => reject(new Error('npm start has ended')))
    })
    return await timed(async () => (await fetch(`http://127.0.0.1:${port}/api/search?q=gradient+metric`)).text())
  } finally {
    child.kill('SIGINT')
    await ended
  }
}

async function measureServed(place: Place, browser: Browser): Promise<(string | number)[]> {
  const site = await startAt({ ...place, writers: 1 })
  const page = await openPage(browser)
  try {
    const sizes = await Promise.all(queries.map((query) => bytesOf(site, query)))
    const { script, opening } = await open(page, site)
    const times = await keys(page)
    return [
      kilobytes(Math.max(...sizes)),
      kilobytes(script),
      Math.round(opening),
      Math.round(median(times)),
      Math.round(percentile(times, 0.99)),
    ]
  } finally {
    await page.close()
    await site.stop()
  }
}

function bytesOf({ address }: Site, query: string): Promise<number> {
  const url = `${address}/api/search?${new URLSearchParams({ q: query, limit: '10' })}`
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.on('end', () => resolve(bytes))
    })
    request.on('error', reject)
  })
}

async function open(page: Page, { address }: Site): Promise<{ script: number; opening: number }> {
  const protocol = await page.context().newCDPSession(page)
  const scripts = new Set<string>()
  let script = 0
  await page.goto(address, { waitUntil: 'networkidle' })
  protocol.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId))
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) script += encodedDataLength
  })
  await protocol.send('Network.enable')
  const opening = await timed(async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Search past learnings' }).getByRole('combobox').waitFor()
  })
  return { script, opening }
}

/** Types every query key by key; gives the time from each key to its results. */
async function keys(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { times })
    let pressed = 0
    let wanted = ''
    addEventListener('keydown', () => (pressed = performance.now()), true)
    addEventListener(
      'input',
      ({ target }) => {
        const [at, typed] = [pressed, (target as HTMLInputElement).value.trim()]
        wanted = typed
        const look = () => {
          if (wanted !== typed) return
          const shown = document.querySelector<HTMLAnchorElement>('#palette-all')?.href ?? ''
          if (shown.endsWith(`?q=${encodeURIComponent(typed)}`)) times.push(performance.now() - at)
          else requestAnimationFrame(look)
        }
        if (typed !== '') requestAnimationFrame(look)
      },
      true,
    )
  })
  for (const query of queries) {
    for (const letter of query) {
      await page.keyboard.type(letter)
      await page.waitForTimeout(betweenKeys)
    }
    await page.keyboard.press('Escape')
  }
  return page.evaluate(() => (window as unknown as { times: number[] }).times)
}
