import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { LibraryDocument } from '../lib/library'
import { openLibraryAt } from '../lib/library/shelf'
import { hostileQueries } from '../lib/search/hostile-queries'
import { searchQuerySchema } from '../lib/search/schema'
import { median, percentile, timed, type Table } from './measure'
import { createLanguage } from './search/synthetic'
import { openSearch, toLibraryDocument } from './search/twelvefold'

const seed = 20_260_101
const size = 10_000
const rounds = 5
const aim = 50

/** How long the search takes at worst over queries that nobody means: in the content that ships, and in a large library. */
export async function measureHostile(): Promise<Table> {
  const accepted = hostileQueries.filter((q) => searchQuerySchema.safeParse({ q }).success)
  const made = [...createLanguage(seed).pages(size)].map(toLibraryDocument)
  return {
    title: 'Hostile queries',
    columns: ['Library', 'Documents', 'Queries', 'p50, ms', 'p99, ms', 'Slowest, ms', 'Aim, ms', 'The slowest'],
    rows: [
      await measureOver('as shipped', await shippedDocuments(), accepted),
      await measureOver('made up', made, accepted),
    ],
    note: `Each query is what the API accepts of lib/search/hostile-queries.ts, and counts with the median of ${rounds} times.`,
  }
}

async function measureOver(
  name: string,
  documents: LibraryDocument[],
  queries: string[],
): Promise<Table['rows'][number]> {
  const { prepare, search } = openSearch(documents)
  await prepare()
  const times: { query: string; ms: number }[] = []
  for (const query of queries) {
    const own: number[] = []
    for (let round = 0; round < rounds; round++) own.push(await timed(() => search(query)))
    times.push({ query, ms: median(own) })
  }
  const all = times.map(({ ms }) => ms)
  const slowest = times.reduce((worst, one) => (one.ms > worst.ms ? one : worst))
  const figures = [percentile(all, 0.5), percentile(all, 0.99), slowest.ms].map((ms) => ms.toFixed(2))
  return [name, documents.length, queries.length, ...figures, aim, shown(slowest.query)]
}

/** A query as it may stand in a table: in one line, without signs that nobody sees. */
function shown(query: string): string {
  const text = JSON.stringify(query.slice(0, 40)).replace(/[^\x20-\x7e]/g, '.')
  return `\`${text.replaceAll('|', '/').replaceAll('`', "'")}\``
}

async function shippedDocuments(): Promise<LibraryDocument[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'twelvefold-bench-'))
  try {
    const place = { contentDir: path.resolve('content'), dataDir, snapshot: new Map(), buildId: 'bench' }
    const { shelf, close } = await openLibraryAt(place)
    await close()
    return [...shelf.catalogue.byPath.values()]
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
