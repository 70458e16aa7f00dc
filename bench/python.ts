import { readFileSync } from 'node:fs'
import type { Browser, CDPSession, Page } from 'playwright'
import { startSite } from '../e2e/support/site'
import { launchBrowser, openPage } from './browser'
import { kilobytes, median, type Table } from './measure'

const problem = '/toy-problems/tiny-autograd'
const runs = 10
const stops = 5

/** A toy problem in the page: what Python costs on the way, how long a reader waits, and what it leaves behind. */
export async function measurePython(): Promise<Table> {
  const site = await startSite()
  const browser = await launchBrowser()
  const page = await openPage(browser)
  try {
    await page.addInitScript(watchLongTasks)
    const bytes = await countBytes(page)
    await page.goto(site.address + problem, { waitUntil: 'networkidle' })
    const before = bytes()
    await longest(page)
    const cold = await run(page, 'f =')
    const after = bytes()
    const blockedByLoad = await longest(page)
    const again = await repeat(runs, () => writeAndRun(page))
    const blockedByRuns = await longest(page)
    const memory = await renderersMegabytes(browser)
    await repeat(runs, () => writeAndRun(page))
    const grown = (await renderersMegabytes(browser)) / memory - 1
    await write(page, 'print("begun")\nwhile True:\n    pass\n')
    const stopped = await repeat(stops, () => stop(page))
    await page.reload({ waitUntil: 'networkidle' })
    const cached = await writeAndRun(page)
    return {
      title: 'Python in the page',
      columns: ['What', 'Figure'],
      rows: [
        ['Over the wire before the first Run, KB', kilobytes(before)],
        ['With the first Run, KB more', kilobytes(after - before)],
        ['Run to first output, empty cache, ms', Math.round(cold)],
        ['the same, files in the cache, ms', Math.round(cached)],
        ['the same, Python started, ms', Math.round(median(again))],
        ['Stop to stopped, ms', Math.round(median(stopped))],
        ['Memory of the tab, MB', Math.round(memory)],
        [`Growth of it by ${runs} more runs, %`, Math.round(grown * 100)],
        ['Longest task of the page while Python comes, ms', blockedByLoad],
        [`Longest task of the page in ${runs} runs, ms`, blockedByRuns],
      ],
      note: `${problem}, starter code; 1280 px wide. Medians of ${runs} runs and ${stops} stops. Memory is the resident set of the browser's renderers. Tasks under 50 ms are not reported by the browser, and count as 0.`,
    }
  } finally {
    await browser.close()
    await site.stop()
  }
}

function watchLongTasks(): void {
  const tasks: number[] = []
  Object.assign(globalThis, { tasks })
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true,
  })
}

/** The longest task since it was last asked, in milliseconds. */
async function longest(page: Page): Promise<number> {
  // The browser tells of a task some time after it.
  await page.waitForTimeout(300)
  return page.evaluate(() => {
    const { tasks } = globalThis as unknown as { tasks: number[] }
    return Math.round(Math.max(0, ...tasks.splice(0)))
  })
}

async function countBytes(page: Page): Promise<() => number> {
  const protocol: CDPSession = await page.context().newCDPSession(page)
  let bytes = 0
  protocol.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await protocol.send('Network.enable')
  return () => bytes
}

/** Presses Run; the time until the frame that shows a text in the output. */
async function run(page: Page, printed: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        const button = [...document.querySelectorAll('button')].find(({ innerText }) => innerText.startsWith('Run'))
        const begun = performance.now()
        const look = () => {
          const time = performance.now() - begun
          if (document.querySelector('[role=log]')?.textContent.includes(wanted)) resolve(time)
          else if (time > 60_000) reject(new Error(`${wanted} was not printed in 60 s`))
          else requestAnimationFrame(look)
        }
        button?.click()
        requestAnimationFrame(look)
      }),
    printed,
  )
}

let printed = 0

/** Writes code that prints what nothing printed before, and runs it. */
async function writeAndRun(page: Page): Promise<number> {
  printed += 1
  await write(page, `print("run", ${printed}, "of code")\n`)
  return run(page, `run ${printed} of code`)
}

/** Runs what does not end, and stops it; the time from the key to the words. */
async function stop(page: Page): Promise<number> {
  const bench = page.getByRole('region', { name: 'Workbench' })
  await page.keyboard.press('Control+Enter')
  await bench.getByRole('log').getByText('begun').waitFor()
  await page.evaluate(() => {
    addEventListener('keydown', () => Object.assign(globalThis, { pressed: performance.now() }), true)
    const look = () => {
      const words = document.querySelector('.bench-status')?.textContent ?? ''
      if (words.startsWith('Stopped')) Object.assign(globalThis, { stopped: performance.now() })
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.keyboard.press('Control+.')
  await bench.getByText('Stopped.', { exact: true }).waitFor()
  return page.evaluate(() => {
    const { pressed, stopped } = globalThis as unknown as { pressed: number; stopped: number }
    return stopped - pressed
  })
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your code' }).focus()
  await page.locator('.cm-content').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

async function renderersMegabytes(browser: Browser): Promise<number> {
  const protocol = await browser.newBrowserCDPSession()
  const { processInfo } = await protocol.send('SystemInfo.getProcessInfo')
  await protocol.detach()
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  return renderers.reduce((sum, { id }) => {
    const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? []
    return sum + Number(kilobytes) / 1024
  }, 0)
}

async function repeat(times: number, measure: () => Promise<number>): Promise<number[]> {
  const all: number[] = []
  for (let time = 0; time < times; time += 1) all.push(await measure())
  return all
}
