import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLibraryAt } from '@/lib/library/shelf'
import { searchAnswerSchema } from './answer-schema'
import { hostileQueries, naughtyStrings } from './hostile-queries'
import { searchLimits, searchQuerySchema } from './schema'
import { createSearch, type Search } from './search'

if (naughtyStrings.length === 0) console.warn('The naughty strings are not beside this folder; they are left out.')

describe('whatever is typed, over the content that ships', () => {
  let search: Search['search']
  let dataDir = ''

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'twelvefold-hostile-queries-'))
    const place = { contentDir: path.resolve('content'), dataDir, snapshot: new Map(), buildId: 'test' }
    const { shelf, close } = await openLibraryAt(place)
    await close()
    const changes = [...shelf.catalogue.byPath.values()].map((document) => ({ id: document.id, document }))
    const made = createSearch(async (since) => ({ revision: 0, anew: since < 0, changes: since < 0 ? changes : [] }))
    await made.prepare()
    search = made.search
  }, 120_000)
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  /** The schema takes it and there is an answer as programs read it, or it is refused with words. */
  async function endure(q: string): Promise<void> {
    const parsed = searchQuerySchema.safeParse({ q })
    if (parsed.success) searchAnswerSchema.parse(await search(parsed.data))
    else expect(parsed.error.issues[0]?.message).toMatch(/^A search has at most \d+ (characters|words)$/)
  }

  test('every hostile query has an answer, or is refused with words', async () => {
    for (const query of hostileQueries) await endure(query)
  })

  test('so has any text at all', async () => {
    const sign = fc.constantFrom(
      ...Array.from('"-: \\*('),
      '\u202e',
      '\u0000',
      '\ud800',
      'leakage',
      'lesson:',
      'is:',
      'tag:"',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(sign, { maxLength: 24 }).map((signs) => signs.join('')),
    )
    await fc.assert(fc.asyncProperty(text, endure), { numRuns: 300 })
  })

  test('the search itself bears what its schema would refuse', async () => {
    for (const q of hostileQueries) {
      const { hits } = await search({ q, limit: 3 })
      expect(hits.length).toBeLessThanOrEqual(3)
    }
  })

  test('too long, and too many words, are refused; as much as may be is answered', async () => {
    const isTaken = (q: string) => searchQuerySchema.safeParse({ q }).success
    const words = (count: number) => Array.from({ length: count }, () => 'drift').join(' ')
    expect([isTaken(words(searchLimits.words)), isTaken(words(searchLimits.words + 1))]).toEqual([true, false])
    expect([searchLimits.characters, searchLimits.characters + 1].map((length) => isTaken('x'.repeat(length)))).toEqual(
      [true, false],
    )
    expect((await search({ q: words(searchLimits.words) })).total).toBeGreaterThan(0)
  })
})
