import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLibraryAt } from '@/lib/library/shelf'
import { knownItems, type KnownItem } from './known-items'
import { createSearch } from './search'

const aims = { first: 0.8, firstFive: 0.97 }

type Found = KnownItem & { rank: number; first: string }

/** Puts every query to the search over the content that ships; a rank of 0 says that no answer was among 50. */
async function searchAll(contentDir: string, dataDir: string): Promise<{ found: Found[]; addresses: string[] }> {
  const { shelf, close } = await openLibraryAt({ contentDir, dataDir, snapshot: new Map(), buildId: 'test' })
  await close()
  const documents = [...shelf.catalogue.byPath.values()]
  const changes = documents.map((document) => ({ id: document.id, document }))
  const { search } = createSearch(async (since) => ({
    revision: 0,
    anew: since < 0,
    changes: since < 0 ? changes : [],
  }))
  const found: Found[] = []
  for (const item of knownItems) {
    const { hits } = await search({ q: item.query, limit: 50 })
    const addresses = hits.map(({ url }) => url.replace(/#.*$/, ''))
    const rank = addresses.findIndex((address) => item.answers.includes(address)) + 1
    found.push({ ...item, rank, first: addresses[0] ?? 'nothing' })
  }
  return { found, addresses: documents.map(({ url }) => url) }
}

describe('what people look for in the content that ships', () => {
  let found: Found[] = []
  let addresses: string[] = []
  let dataDir = ''

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'twelvefold-known-items-'))
    const all = await searchAll(path.resolve('content'), dataDir)
    found = all.found
    addresses = all.addresses
  }, 120_000)
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  const within = (rank: number) => found.filter((one) => one.rank > 0 && one.rank <= rank).length / found.length
  const misses = (rank: number) =>
    found
      .filter((one) => one.rank === 0 || one.rank > rank)
      .map(({ query, answers, rank: own, first }) => `“${query}”: ${answers.join(' or ')} at ${own}, first is ${first}`)
      .join('\n')
  const figure = (rank: number) =>
    `${within(rank).toFixed(3)} within ${rank} of ${found.length} queries\n${misses(rank)}`

  test('there are queries for every document, and each names one that is there', () => {
    const named = new Set(knownItems.flatMap(({ answers }) => answers))
    expect(knownItems.length).toBeGreaterThanOrEqual(72)
    expect([...named].sort()).toEqual(addresses.sort())
  })

  test(`at least ${aims.first * 100} of 100 have their answer first`, () => {
    expect(within(1), figure(1)).toBeGreaterThanOrEqual(aims.first)
  })

  test(`at least ${aims.firstFive * 100} of 100 have it among the first five`, () => {
    expect(within(5), figure(5)).toBeGreaterThanOrEqual(aims.firstFive)
  })
})
