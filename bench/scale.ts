import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright'
import { startServer, type Server } from '../e2e/support/site'
import { launchBrowser } from './browser'
import { generateContent } from './generate'
import { kilobytes, median, timed, type Table } from './measure'

const root = path.resolve(import.meta.dirname, '..')
const sizes = [242, 2000, 10_000]
const routes = ['/', '/lessons', '/lessons/lesson-7', '/toy-problems', '/postmortems', '/search?q=leak', '/write/new']

type Page = { bytes: number; nodes: number }

/** Build, start, memory and pages with few and with many documents. The last build is of the shipped content again. */
export async function measureScale(): Promise<Table[]> {
  const work = await mkdtemp(path.join(tmpdir(), 'twelvefold-bench-'))
  const browser = await launchBrowser()
  const machine: (string | number)[][] = []
  const pages: Page[][] = []
  try {
    for (const size of sizes) {
      const env = { CONTENT_DIR: path.join(work, `content-${size}`), DATA_DIR: path.join(work, `data-${size}`) }
      await generateContent(env.CONTENT_DIR, size)
      const { row, visits } = await measureSize(browser, env)
      machine.push([size, ...row])
      pages.push(visits)
    }
  } finally {
    await browser.close()
    await rm(work, { recursive: true, force: true })
    await build({})
  }
  return [
    {
      title: 'Build, start and memory by number of documents',
      columns: ['Documents', 'Cold build, s', 'Warm build, s', 'Start, ms', 'Search, ms', 'Memory, MB'],
      rows: machine,
      note: 'Cold is without .next and .contentlayer. Start is until the first page is served; search is the median of 50 queries; memory is the resident set after them.',
    },
    {
      title: 'Pages by number of documents',
      columns: ['Page', ...sizes.flatMap((size) => [`KB at ${size}`, `Nodes at ${size}`]), 'Growth'],
      rows: routes.map((route, at) => {
        const own = pages.map((visits) => visits[at] ?? { bytes: 0, nodes: 0 })
        const growth = (key: keyof Page) => (own.at(-1)?.[key] ?? 0) / (own[0]?.[key] ?? 1)
        const percent = Math.round((Math.max(growth('bytes'), growth('nodes')) - 1) * 100)
        return [route, ...own.flatMap(({ bytes, nodes }) => [kilobytes(bytes), nodes]), `${percent} %`]
      }),
      note: 'HTML compressed with gzip; growth is the larger of bytes and nodes, from the smallest library to the largest.',
    },
  ]
}

async function measureSize(browser: Browser, env: Record<string, string>) {
  for (const folder of ['.next', '.contentlayer']) await rm(path.join(root, folder), { recursive: true, force: true })
  const cold = await timed(() => build(env))
  const warm = await timed(() => build(env))
  let server: Server | undefined
  const start = await timed(async () => (server = await startServer({ folder: root, env, probe: '/' })))
  if (!server) throw new Error('The server did not start')
  const { address, pid, stop } = server
  try {
    const search = await searchTimes(address)
    const visits: Page[] = []
    for (const route of routes) visits.push(await visit(browser, address + route))
    const memory = Math.round((await residentBytes(pid)) / 2 ** 20)
    const seconds = (value: number) => (value / 1000).toFixed(1)
    return { row: [seconds(cold), seconds(warm), Math.round(start), median(search).toFixed(1), memory], visits }
  } finally {
    await stop()
  }
}

function build(env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/build.mjs'], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`The build has ended with ${code}`))))
  })
}

async function searchTimes(address: string): Promise<number[]> {
  const words = ['leak', 'baseline drift', 'label agreement', 'why was the score', 'calibration threshold']
  const times: number[] = []
  for (let turn = 0; turn < 50; turn++) {
    const query = encodeURIComponent(words[turn % words.length] ?? '')
    times.push(await timed(async () => (await fetch(`${address}/api/search?q=${query}`)).text()))
  }
  return times
}

async function visit(browser: Browser, address: string): Promise<Page> {
  const bytes = gzipSync(await (await fetch(address)).text()).length
  const page = await browser.newPage()
  await page.goto(address, { waitUntil: 'load' })
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  await page.close()
  return { bytes, nodes }
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) * 1024
}
