import { Agent, get } from 'node:http'
import autocannon from 'autocannon'
import { startServer, startSite } from '../e2e/support/site'
import { buildBare } from './bare'
import { median, percentile, type Table } from './measure'

const rounds = 3
const seconds = 5
const lesson = '/lessons/be-your-own-biggest-sceptic'

/** Time to first byte and requests per second of a lesson, in turns with a bare page of the same framework. */
export async function measureServing(): Promise<Table> {
  const bare = await startServer({ folder: await buildBare(), env: {}, probe: '/' })
  const site = await startSite()
  const pages = [
    { name: 'bare Next page', address: `${bare.address}/`, load: [] as number[], first: [] as number[] },
    { name: 'lesson', address: site.address + lesson, load: [] as number[], first: [] as number[] },
    { name: 'search', address: `${site.address}/api/search?q=leakage`, load: [] as number[], first: [] as number[] },
  ]
  try {
    for (const page of pages) await requestsPerSecond(page.address, 2)
    for (let round = 0; round < rounds; round++) {
      for (const page of pages) {
        page.load.push(await requestsPerSecond(page.address, seconds))
        page.first.push(...(await firstBytes(page.address, 200)))
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

async function requestsPerSecond(url: string, duration: number): Promise<number> {
  const { requests, non2xx } = await autocannon({ url, connections: 8, duration })
  if (non2xx > 0) throw new Error(`${url} answered ${non2xx} times with an error`)
  return requests.average
}

async function firstBytes(address: string, times: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const values: number[] = []
  for (let turn = 0; turn < times; turn++) values.push(await firstByte(address, agent))
  agent.destroy()
  return values
}

function firstByte(address: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    get(address, { agent }, (response) => {
      let taken = 0
      response.once('data', () => (taken = performance.now() - started))
      response.on('data', () => undefined).once('end', () => resolve(taken))
    }).once('error', reject)
  })
}
