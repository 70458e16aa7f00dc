import { Agent, get } from 'node:http'
import autocannon from 'autocannon'
import { startServer, startSite } from '../e2e/support/site'
import path from 'node:path'
import { buildBare } from './bare'
import { readEverything, signInMany } from './people'
import { median, percentile, type Table } from './measure'

const rounds = 3
const seconds = 5
const lesson = '/lessons/be-your-own-biggest-sceptic'

type Target = { address: string; headers: Record<string, string> }

/** Time to first byte and requests per second of a lesson, in turns with a bare page of the same framework. */
export async function measureServing(): Promise<Table> {
  const bare = await startServer({ folder: await buildBare(), env: {}, probe: '/' })
  const site = await startSite()
  const [cookie = ''] = await signInMany(site, { file: path.join(site.dataDir, 'twelvefold.db') }, { count: 1 })
  await readEverything(site, cookie)
  const pages = [
    { name: 'bare Next page', address: `${bare.address}/` },
    { name: 'lesson', address: site.address + lesson },
    { name: 'lesson, for somebody who has read everything', address: site.address + lesson, headers: { cookie } },
    { name: 'search', address: `${site.address}/api/search?q=leakage` },
  ].map(({ headers = {}, ...page }) => ({ ...page, headers, load: [] as number[], first: [] as number[] }))
  try {
    for (const page of pages) await requestsPerSecond(page, 2)
    for (let round = 0; round < rounds; round++) {
      for (const page of pages) {
        page.load.push(await requestsPerSecond(page, seconds))
        page.first.push(...(await firstBytes(page, 200)))
      }
    }
  } finally {
    await site.stop()
    await bare.stop()
  }
  const base = median(pages[0]?.load ?? [])
  return {
    title: 'Serving',
    columns: ['Page', 'First byte p50, ms', 'p99, ms', 'Requests per second', 'Beside the bare page'],
    rows: pages.map(({ name, load, first }) => [
      name,
      percentile(first, 0.5).toFixed(1),
      percentile(first, 0.99).toFixed(1),
      Math.round(median(load)),
      (median(load) / base).toFixed(2),
    ]),
    note: `First byte over one kept connection, one request at a time; requests per second over 8, median of ${rounds} rounds of ${seconds} s in turns. Load and server share the machine.`,
  }
}

async function requestsPerSecond({ address, headers }: Target, duration: number): Promise<number> {
  const { requests, non2xx } = await autocannon({ url: address, headers, connections: 8, duration })
  if (non2xx > 0) throw new Error(`${address} answered ${non2xx} times with an error`)
  return requests.average
}

async function firstBytes({ address, headers }: Target, times: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const values: number[] = []
  for (let turn = 0; turn < times; turn++) values.push(await firstByte({ address, headers }, agent))
  agent.destroy()
  return values
}

function firstByte({ address, headers }: Target, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    get(address, { agent, headers }, (response) => {
      let taken = 0
      response.once('data', () => (taken = performance.now() - started))
      response.on('data', () => undefined).once('end', () => resolve(taken))
    }).once('error', reject)
  })
}
