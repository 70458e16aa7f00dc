import path from 'node:path'
import autocannon from 'autocannon'
import { startServer, startSite, type Server, type Site } from '../e2e/support/site'
import { startPostgres } from '../lib/db/start-postgres'
import { tick } from '../lib/progress/transitions'
import type { Table } from './measure'
import { documentIds, signInMany } from './people'

const connections = 50
const batch = 10
const seconds = 10
const kills = 10

/** Writes of progress per second on both engines, and what is left of them when the server is killed meanwhile. */
export async function measureProgress(): Promise<Table> {
  const rows = [await measureOn('SQLite', {})]
  const postgres = await startPostgres({ fsync: 'on' })
  try {
    rows.push(await measureOn('PostgreSQL', { DATABASE_URL: `${postgres.url}/postgres` }))
  } finally {
    await postgres.stop()
  }
  return {
    title: 'Writes of progress',
    columns: ['Engine', 'Rows per second', 'p50, ms', 'p99, ms', 'Errors', 'Kills', 'Acknowledged', 'Lost'],
    rows,
    note: `${connections} people at once, each sending batches of ${batch} operations for ${seconds} s; then ${kills} times a kill -9 under that load, after which every acknowledged operation is looked for. Load, server and database share the machine.`,
  }
}

async function measureOn(name: string, env: Record<string, string>): Promise<(string | number)[]> {
  const site = await startSite({ env })
  const place = env.DATABASE_URL ? { url: env.DATABASE_URL } : { file: path.join(site.dataDir, 'twelvefold.db') }
  try {
    const cookies = await signInMany(site, place, { count: connections })
    const ids = await documentIds(site)
    const { requests, latency, non2xx, errors } = await load(site, cookies, ids)
    const { acknowledged, lost } = await killUnderLoad(site, env, cookies, ids)
    if (non2xx + errors + lost > 0) throw new Error(`${name}: ${non2xx + errors} errors, ${lost} operations lost`)
    const perSecond = Math.round(requests.average * batch)
    return [name, perSecond, latency.p50, latency.p99, non2xx + errors, kills, acknowledged, lost]
  } finally {
    await site.stop()
  }
}

function load(site: Server, cookies: string[], ids: string[]): Promise<autocannon.Result> {
  let client = 0
  let round = 0
  return autocannon({
    url: `${site.address}/api/progress`,
    connections,
    duration: seconds,
    method: 'PUT',
    setupClient: (one) => one.setHeaders(headersOf(site, cookies[client++ % cookies.length] ?? '')),
    requests: [{ setupRequest: (request) => ({ ...request, body: operationsOf(ids, `key ${round++ % 150}`) }) }],
  })
}

/** Kills the server while people write, starts it again, and counts what was acknowledged and is not there. */
async function killUnderLoad(site: Site, env: Record<string, string>, cookies: string[], ids: string[]) {
  let server: Server = site
  let lost = 0
  let acknowledged = 0
  for (let kill = 0; kill < kills; kill++) {
    const taken = cookies.map(() => new Set<string>())
    const writing = cookies.map((cookie, at) =>
      write(server, cookie, ids, { prefix: `kill ${kill}`, taken: taken[at] }),
    )
    await new Promise((resolve) => setTimeout(resolve, 500))
    process.kill(server.pid, 'SIGKILL')
    await Promise.all(writing)
    const own = { CONTENT_DIR: site.contentDir, DATA_DIR: site.dataDir, ...env }
    server = await startServer({ folder: process.cwd(), env: own })
    for (const [at, cookie] of cookies.entries()) {
      const response = await fetch(`${server.address}/api/progress`, { headers: { cookie } })
      const { progress } = (await response.json()) as { progress: Record<string, { ticks: object }> }
      const keys = new Set(Object.values(progress).flatMap(({ ticks }) => Object.keys(ticks)))
      acknowledged += taken[at]?.size ?? 0
      lost += [...(taken[at] ?? [])].filter((key) => !keys.has(key)).length
    }
  }
  await server.stop()
  return { acknowledged, lost }
}

async function write(
  server: Server,
  cookie: string,
  ids: string[],
  { prefix, taken }: { prefix: string; taken: Set<string> | undefined },
): Promise<void> {
  // Few enough keys that none falls out of a record for being old.
  for (let round = 0; round < 15; round++) {
    const key = `${prefix} ${round}`
    const sent = { method: 'PUT', headers: headersOf(server, cookie), body: operationsOf(ids, key) }
    const response = await fetch(`${server.address}/api/progress`, sent).catch(() => undefined)
    if (!response?.ok) return
    taken?.add(key)
  }
}

function headersOf({ address }: Server, cookie: string): Record<string, string> {
  return { cookie, origin: address, 'content-type': 'application/json' }
}

function operationsOf(ids: string[], key: string): string {
  const at = new Date().toISOString()
  const start = Math.floor(Math.random() * ids.length)
  const chosen = Array.from({ length: batch }, (_, index) => ids[(start + index) % ids.length] ?? '')
  return JSON.stringify({ operations: chosen.map((documentId) => tick(undefined, { documentId, key, on: true, at })) })
}
