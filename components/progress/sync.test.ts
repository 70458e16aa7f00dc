import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { textOfProgress } from '@/lib/progress/merge'
import type { Progress, ProgressRecord } from '@/lib/progress/schema'
import { answer, openDocument, tick } from '@/lib/progress/transitions'
import { openBrowser, type Browser } from './fixtures'

const load = async () => ({ ...(await import('./store')), ...(await import('./sync')) })
const about = { kind: 'lesson', lesson: 1 } as const
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 5, 9, minutes)).toISOString()
const key = 'twelvefold.progress.ada'
const ids = (count: number) => Array.from({ length: count }, (_, index) => `id${String(index).padStart(6, '0')}`)
const opened = (documentIds: string[]): Progress =>
  Object.fromEntries(
    documentIds.map((documentId, index) => [
      documentId,
      openDocument(undefined, { ...about, documentId, at: at(index) }),
    ]),
  )

type Put = { operations: ProgressRecord[]; keepalive: boolean; reader: string | undefined }
/** `refused` are reasons by document id, `gone` ids of documents that are not there. */
type Reply = { status?: number; progress?: Progress; refused?: Record<string, string>; gone?: string[] }

let browser: Browser
let stops: (() => void)[]
let puts: Put[]
let server: Progress
/** How the server answers; it takes what it is sent when it says 200. */
let reply: (request: { method: string; operations: ProgressRecord[] }) => Promise<Reply> | Reply

beforeEach(() => {
  vi.useFakeTimers()
  browser = openBrowser('ada')
  stops = []
  puts = []
  server = {}
  reply = () => ({})
  vi.stubGlobal('fetch', async (_: string, { method, body, keepalive, headers }: RequestInit) => {
    const { operations } = JSON.parse((body as string | undefined) ?? '{"operations":[]}') as Put
    const reader = (headers as Record<string, string>)['x-twelvefold-reader']
    if (method === 'PUT') puts.push({ operations, keepalive: keepalive ?? false, reader })
    const { status = 200, progress, refused = {}, gone = [] } = await reply({ method: method ?? '', operations })
    if (status !== 200) return new Response(null, { status })
    const taken = operations.filter(({ documentId }) => refused[documentId] === undefined)
    for (const record of taken) server[record.documentId] = record
    const own = method === 'PUT' ? Object.fromEntries(taken.map((one) => [one.documentId, one])) : server
    const results = operations.map(({ documentId }) => {
      const reason = refused[documentId]
      if (gone.includes(documentId)) return { ok: false, reason: 'It is gone.', gone: true }
      return reason === undefined ? { ok: true } : { ok: false, reason }
    })
    return Response.json({ progress: progress ?? own, results })
  })
})
afterEach(async () => {
  for (const stop of stops) stop()
  await vi.advanceTimersByTimeAsync(0)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function openPage() {
  const tab = await browser.openTab(load)
  const states: unknown[] = []
  const stop = tab.run(({ startSync }) => startSync('ada', (state) => states.push(state)))
  stops.push(stop)
  const tickItem = (documentId: string, item = 'a') =>
    tab.run(({ changeRecord }) =>
      changeRecord(documentId, (before) => tick(before, { documentId, key: item, on: true, at: at(1) })),
    )
  return { ...tab, states, stop, tickItem }
}

/** A page that has asked the server already. */
async function openSynced() {
  const page = await openPage()
  await vi.advanceTimersByTimeAsync(0)
  return page
}

function leave({ fire }: { fire: (type: string) => void }): void {
  browser.document.visibilityState = 'hidden'
  fire('visibilitychange')
  fire('pagehide')
}

const sentIds = (put: Put | undefined) => put?.operations.map(({ documentId }) => documentId)
const unsent = () => JSON.parse(browser.storage.get(`${key}.pending`) ?? '[]') as string[]

describe('what is done', () => {
  test('is sent a moment later, for the person the page is for, and then it is synced', async () => {
    const { tickItem, states } = await openSynced()
    tickItem('aaaaaaaa')
    expect(unsent()).toEqual(['aaaaaaaa'])
    await vi.advanceTimersByTimeAsync(499)
    expect(puts).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(puts.map((put) => [sentIds(put), put.reader, put.keepalive])).toEqual([[['aaaaaaaa'], 'ada', false]])
    expect(unsent()).toEqual([])
    expect(states).toEqual(['synced', 'sending', 'synced'])
  })

  test('while it is being sent is sent once more', async () => {
    const { tickItem } = await openSynced()
    let answerIt: (() => void) | undefined
    reply = () => new Promise((resolve) => (answerIt = () => resolve({})))
    tickItem('aaaaaaaa', 'first')
    await vi.advanceTimersByTimeAsync(500)
    tickItem('aaaaaaaa', 'second')
    reply = () => ({})
    answerIt?.()
    await vi.advanceTimersByTimeAsync(500)
    expect(puts.map(({ operations }) => Object.keys(operations[0]?.ticks ?? {}))).toEqual([
      ['first'],
      ['first', 'second'],
    ])
    expect(unsent()).toEqual([])
  })

  test('in an earlier visit, or in one that ended too early to note it, is sent', async () => {
    browser.storage.set(key, textOfProgress(opened(['aaaaaaaa', 'bbbbbbbb'])))
    browser.storage.set(`${key}.pending`, '["aaaaaaaa"]')
    await openSynced()
    await vi.advanceTimersByTimeAsync(0)
    expect(puts.flatMap((put) => sentIds(put)).sort()).toEqual(['aaaaaaaa', 'bbbbbbbb'])
  })

  test('is not sent where the server has it already', async () => {
    server = opened(['aaaaaaaa'])
    browser.storage.set(key, textOfProgress(server))
    browser.storage.set(`${key}.pending`, '["aaaaaaaa"]')
    const { states } = await openSynced()
    expect(puts).toEqual([])
    expect(states).toEqual(['synced'])
  })

  test('goes in batches of 100', async () => {
    browser.storage.set(key, textOfProgress(opened(ids(250))))
    await openSynced()
    await vi.advanceTimersByTimeAsync(10)
    expect(puts.map(({ operations }) => operations.length)).toEqual([100, 100, 50])
    expect(Object.keys(server)).toHaveLength(250)
  })

  test('goes in batches of a megabyte, with a record that is larger by itself', async () => {
    const { run } = await openSynced()
    const texts = (documentId: string, count: number): ProgressRecord =>
      Array.from({ length: count }).reduce<ProgressRecord>(
        (record, _, index) => answer(record, { documentId, key: `q${index}`, value: '漢'.repeat(2000), at: at(index) }),
        openDocument(undefined, { ...about, documentId, at: at(0) }),
      )
    run(({ changeRecord }) => {
      changeRecord('id000000', () => texts('id000000', 200))
      for (const id of ids(101).slice(1)) changeRecord(id, () => texts(id, 5))
    })
    await vi.advanceTimersByTimeAsync(510)
    const isLarge = ({ operations }: Put) => new TextEncoder().encode(JSON.stringify({ operations })).length > 1_000_100
    expect(puts.filter(isLarge).map((put) => sentIds(put))).toEqual([['id000000']])
    expect(puts.length).toBeGreaterThan(3)
    expect(puts.flatMap((put) => sentIds(put))).toHaveLength(101)
  })

  test('waits offline, is tried again after longer and longer, and at once when the network is back', async () => {
    const { tickItem, states, fire } = await openSynced()
    reply = () => Promise.reject(new TypeError('Failed to fetch'))
    tickItem('aaaaaaaa')
    await vi.advanceTimersByTimeAsync(500)
    expect([puts.length, states.at(-1), unsent()]).toEqual([1, 'waiting', ['aaaaaaaa']])
    await vi.advanceTimersByTimeAsync(2000)
    expect(puts).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(4999)
    expect(puts).toHaveLength(2)
    reply = () => ({})
    fire('online')
    await vi.advanceTimersByTimeAsync(0)
    expect([puts.length, states.at(-1), unsent()]).toEqual([3, 'synced', []])
  })

  test('is sent once the server answers again, after an error too', async () => {
    reply = () => ({ status: 500 })
    browser.storage.set(key, textOfProgress(opened(['aaaaaaaa'])))
    const { states, tickItem } = await openSynced()
    // Nothing is known to be unsent yet: only asking tells.
    expect([states, unsent()]).toEqual([[undefined], []])
    tickItem('bbbbbbbb')
    expect(unsent()).toEqual(['bbbbbbbb'])
    reply = () => ({})
    await vi.advanceTimersByTimeAsync(600)
    expect(puts.flatMap((put) => sentIds(put)).sort()).toEqual(['aaaaaaaa', 'bbbbbbbb'])
  })

  test('after the session has run out is kept here, and the page says so', async () => {
    const { tickItem, states } = await openSynced()
    reply = () => ({ status: 401 })
    tickItem('aaaaaaaa')
    await vi.advanceTimersByTimeAsync(60_000)
    expect([puts.length, states.at(-1), unsent()]).toEqual([1, 'signed out', ['aaaaaaaa']])
  })

  test('is nobody else’s when the page becomes theirs before the answer comes', async () => {
    let answerIt: (() => void) | undefined
    reply = () => new Promise((resolve) => (answerIt = () => resolve({ progress: opened(['aaaaaaaa']) })))
    const { run, stop } = await openSynced()
    delete browser.document.documentElement.dataset.reader
    answerIt?.()
    await vi.advanceTimersByTimeAsync(0)
    stop()
    expect(run(({ readProgress }) => readProgress())).toEqual({})
    expect(browser.storage.get('twelvefold.progress')).toBeUndefined()
  })
})

describe('what the server refuses', () => {
  const clock = 'A time lies over a day in the future. Set the clock of this device.'

  test('is not lost: it stays unsent, with the reason, while the rest of its batch is taken', async () => {
    const { tickItem, states, run } = await openSynced()
    reply = () => ({ refused: { aaaaaaaa: clock } })
    tickItem('aaaaaaaa')
    tickItem('bbbbbbbb')
    await vi.advanceTimersByTimeAsync(500)
    expect([Object.keys(server), unsent()]).toEqual([['bbbbbbbb'], ['aaaaaaaa']])
    expect([states.at(-1), run(({ refusal }) => refusal())]).toEqual(['refused', clock])
  })

  test('is not sent again by itself, nor when the page is left', async () => {
    const page = await openSynced()
    reply = () => ({ refused: { aaaaaaaa: clock } })
    page.tickItem('aaaaaaaa')
    await vi.advanceTimersByTimeAsync(120_000)
    page.tickItem('bbbbbbbb')
    await vi.advanceTimersByTimeAsync(120_000)
    leave(page)
    expect(puts.map((put) => sentIds(put))).toEqual([['aaaaaaaa'], ['bbbbbbbb']])
    expect(page.states.at(-1)).toBe('refused')
  })

  test('is sent again once its record has changed, and is synced when it is taken', async () => {
    const { tickItem, states, run } = await openSynced()
    reply = () => ({ refused: { aaaaaaaa: clock } })
    tickItem('aaaaaaaa', 'first')
    await vi.advanceTimersByTimeAsync(500)
    reply = () => ({})
    tickItem('aaaaaaaa', 'second')
    await vi.advanceTimersByTimeAsync(500)
    expect(puts).toHaveLength(2)
    expect([states.at(-1), unsent(), run(({ refusal }) => refusal())]).toEqual(['synced', [], undefined])
  })

  test('is sent again when it was changed before the refusal came', async () => {
    const { tickItem } = await openSynced()
    let answerIt: (() => void) | undefined
    reply = () => new Promise((resolve) => (answerIt = () => resolve({ refused: { aaaaaaaa: clock } })))
    tickItem('aaaaaaaa', 'first')
    await vi.advanceTimersByTimeAsync(500)
    tickItem('aaaaaaaa', 'second')
    reply = () => ({})
    answerIt?.()
    await vi.advanceTimersByTimeAsync(500)
    expect([puts.length, unsent()]).toEqual([2, []])
  })

  test('is sent again by the next page', async () => {
    const { tickItem, stop } = await openSynced()
    reply = () => ({ refused: { aaaaaaaa: clock } })
    tickItem('aaaaaaaa')
    await vi.advanceTimersByTimeAsync(500)
    stop()
    reply = () => ({})
    const next = await openSynced()
    await vi.advanceTimersByTimeAsync(10)
    expect([Object.keys(server), unsent(), next.states.at(-1)]).toEqual([['aaaaaaaa'], [], 'synced'])
  })

  test('counts before signing out, without being asked about for ever, until it is given up', async () => {
    const { tickItem, run } = await openSynced()
    reply = () => ({ refused: { aaaaaaaa: clock, cccccccc: clock } })
    for (const id of ['aaaaaaaa', 'bbbbbbbb', 'cccccccc']) tickItem(id)
    expect(await run(({ sendAll }) => sendAll())).toBe(2)
    expect(await run(({ sendAll }) => sendAll())).toBe(2)
    expect(puts).toHaveLength(1)
    run(({ giveUpUnsent }) => giveUpUnsent())
    expect([unsent(), run(({ refusal }) => refusal())]).toEqual([[], undefined])
  })

  test('of a document that is not there any more is nothing that could be lost', async () => {
    const { tickItem, states, run } = await openSynced()
    reply = () => ({ gone: ['aaaaaaaa'] })
    tickItem('aaaaaaaa')
    await vi.advanceTimersByTimeAsync(500)
    expect([states.at(-1), unsent(), run(({ refusal }) => refusal())]).toEqual(['synced', [], undefined])
  })

  test('is told with every reason once', async () => {
    const { tickItem, run } = await openSynced()
    const long = 'A record has at most 24000 characters with all its answers.'
    reply = () => ({ refused: { aaaaaaaa: clock, bbbbbbbb: long, cccccccc: clock } })
    for (const id of ['aaaaaaaa', 'bbbbbbbb', 'cccccccc']) tickItem(id)
    await vi.advanceTimersByTimeAsync(500)
    expect([`${clock} ${long}`, `${long} ${clock}`]).toContain(run(({ refusal }) => refusal()))
  })
})

describe('when the page is left', () => {
  test('what is unsent goes at once, in a way that outlasts the page, and once', async () => {
    const page = await openSynced()
    page.tickItem('aaaaaaaa')
    leave(page)
    expect(puts.map((put) => [sentIds(put), put.keepalive])).toEqual([[['aaaaaaaa'], true]])
    await vi.advanceTimersByTimeAsync(0)
    expect(unsent()).toEqual([])
  })

  test('by pagehide alone it goes as well', async () => {
    const { tickItem, fire } = await openSynced()
    tickItem('aaaaaaaa')
    fire('pagehide')
    expect(puts.map(({ keepalive }) => keepalive)).toEqual([true])
  })

  test('what is just under way goes again, since that ends with the page', async () => {
    const page = await openSynced()
    reply = () => new Promise(() => undefined)
    page.tickItem('aaaaaaaa')
    await vi.advanceTimersByTimeAsync(500)
    expect(puts.map(({ keepalive }) => keepalive)).toEqual([false])
    leave(page)
    expect(puts.map((put) => [sentIds(put), put.keepalive])).toEqual([
      [['aaaaaaaa'], false],
      [['aaaaaaaa'], true],
    ])
    expect(unsent()).toEqual(['aaaaaaaa'])
  })

  test('as much goes as the browser takes, what was seen last first, and the rest the next time', async () => {
    const page = await openSynced()
    const value = 'x'.repeat(1900)
    page.run(({ changeRecord }) => {
      for (const [index, documentId] of ids(40).entries()) {
        changeRecord(documentId, (before) => answer(before, { documentId, key: 'q', value, at: at(index) }))
      }
    })
    leave(page)
    const [put] = puts
    expect(new TextEncoder().encode(JSON.stringify({ operations: put?.operations })).length).toBeLessThan(64 * 1024)
    expect(sentIds(put)?.slice(0, 2)).toEqual(['id000039', 'id000038'])
    expect(sentIds(put)?.length).toBeGreaterThan(20)
    await vi.advanceTimersByTimeAsync(0)
    expect(unsent()).toHaveLength(40 - (put?.operations.length ?? 0))
    page.stop()
    const next = await openPage()
    await vi.advanceTimersByTimeAsync(10)
    next.stop()
    expect(Object.keys(server)).toHaveLength(40)
  })

  test('nothing is sent where nothing is unsent', async () => {
    leave(await openSynced())
    expect(puts).toEqual([])
  })
})

describe('before signing out', () => {
  test('everything goes, of other tabs too', async () => {
    const { tickItem, run } = await openSynced()
    const other = await browser.openTab(load)
    other.run(({ changeRecord }) =>
      changeRecord('bbbbbbbb', (before) => tick(before, { documentId: 'bbbbbbbb', key: 'b', on: true, at: at(1) })),
    )
    browser.storage.set(`${key}.pending`, '["bbbbbbbb"]')
    browser.deliver()
    tickItem('aaaaaaaa')
    expect(await run(({ sendAll }) => sendAll())).toBe(0)
    expect(puts.flatMap((put) => sentIds(put)).sort()).toEqual(['aaaaaaaa', 'bbbbbbbb'])
    expect(unsent()).toEqual([])
  })

  test('it is told of how many documents something is left, and that can be given up', async () => {
    const { tickItem, run } = await openSynced()
    reply = () => ({ status: 503 })
    tickItem('aaaaaaaa')
    tickItem('bbbbbbbb')
    expect(await run(({ sendAll }) => sendAll())).toBe(2)
    expect(unsent()).toEqual(['aaaaaaaa', 'bbbbbbbb'])
    run(({ giveUpUnsent }) => giveUpUnsent())
    expect(unsent()).toEqual([])
  })

  test('there is nothing to do for somebody signed out', async () => {
    const { run } = await browser.openTab(load)
    expect(await run(({ sendAll }) => sendAll())).toBe(0)
  })
})
