import { get } from 'node:http'
import { hostileQueries, naughtyStrings } from '../lib/search/hostile-queries'
import { readContract } from './support/contract'
import { expect, test } from './support/test'

if (naughtyStrings.length === 0) console.warn('The naughty strings are not beside this folder; they are left out.')

/** Addresses that no client makes of a text, and somebody by hand. */
const broken = [
  'q=%ff',
  'q=%00leakage',
  'q=%E0%A4%A',
  'q=%',
  'q=%u0041',
  'q=leakage&q=drift',
  'q[]=leakage',
  'q.a=leakage',
  '__proto__=1&q=leakage',
  'constructor=1&toString=2&q=leakage',
  '&&&=&=q&q',
  'q=leakage&lesson=7&lesson=seven',
  `q=leakage&${Array.from({ length: 13 }, () => 'tag=a').join('&')}`,
  'q=leakage&limit=1e1&offset=0x10',
  'q=leakage&limit=NaN',
  'q=leakage&before=2026-02-30',
  'q=leakage&tag=%00&author=%e2%80%ae',
  'q=leakage&year=99999999999999999999',
]

test('whatever is searched for is answered, or refused with words', async ({ request }) => {
  test.setTimeout(300_000)
  const { hold } = await readContract(request)
  const typed = hostileQueries.map((q) => String(new URLSearchParams({ q })))
  // What is longer is refused by the server before any route is reached.
  const queries = [...typed.filter((query) => query.length < 12_000), ...broken]
  const counts: Record<number, number> = {}
  for (const query of queries) {
    const response = await request.get(`/api/search?${query}`)
    const status = response.status()
    expect([200, 400], `${status} to ${query.slice(0, 200)}`).toContain(status)
    const answer = await hold('search', response)
    if (status === 400)
      expect(answer).toMatchObject({ error: 'invalid', message: expect.stringMatching(/^[\w. ]+: \w/) })
    counts[status] = (counts[status] ?? 0) + 1
  }
  expect(counts[200]).toBeGreaterThan(150)
  expect(counts[400]).toBeGreaterThan(5)
})

test('the search page bears them too', async ({ request }) => {
  test.setTimeout(300_000)
  for (const query of [...hostileQueries.slice(0, 12).map((q) => String(new URLSearchParams({ q }))), ...broken]) {
    const response = await request.get(`/search?${query}`)
    expect(response.status(), query.slice(0, 200)).toBe(200)
  }
})

const limit = 10

test('ten hits are at most 20 KB over the wire', async ({ site }) => {
  for (const q of ['the model', 'data', 'why did the score of the model drop after the data changed']) {
    const { bytes, encoding, hits } = await weigh(
      `${site.address}/api/search?${new URLSearchParams({ q, limit: String(limit) })}`,
    )
    expect(hits).toBe(limit)
    expect(['br', 'gzip']).toContain(encoding)
    expect(bytes, q).toBeLessThanOrEqual(20 * 1024)
  }
})

/** The bytes of an answer's body as they come over the wire, and how many hits it has when nothing is compressed. */
async function weigh(address: string): Promise<{ bytes: number; encoding: string; hits: number }> {
  const { hits } = (await (await fetch(address)).json()) as { hits: unknown[] }
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'br, gzip' } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.once('error', reject)
      response.once('end', () => {
        resolve({ bytes, encoding: response.headers['content-encoding'] ?? 'none', hits: hits.length })
      })
    }).once('error', reject)
  })
}
