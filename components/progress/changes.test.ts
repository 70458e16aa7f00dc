import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { markRead } from '@/lib/progress/transitions'
import { openBrowser } from './fixtures'

const about = { kind: 'lesson', lesson: 1, at: '2026-01-05T09:00:00.000Z', source: 'manual' } as const
const readAt = (version: string, documentId = 'aaaaaaaa') => markRead(undefined, { ...about, documentId, version })
const changed = (words: number) => ({ aaaaaaaa: { versionRead: 'v1', words } })

let asked: string[]
let reply: () => Response | Promise<Response>

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  reply = () => Response.json({ changes: {} })
  openBrowser()
  vi.resetModules()
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(new URL(address, 'https://example.org').searchParams.get('of') ?? '')
    return Promise.resolve(reply())
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const ask = async (version: string) => {
  const { askForChanges } = await import('./changes')
  await askForChanges([{ record: readAt('v1'), version }])
}
const known = async () => (await import('./changes')).changeOf(readAt('v1'))

test('a text that is another one than was read is asked about once', async () => {
  await ask('v1')
  await ask('v2')
  await ask('v2')
  expect(asked).toEqual(['aaaaaaaa:v1'])
  expect(await known()).toBeUndefined()
})

test('what could not be asked is asked again, a moment later at the earliest', async () => {
  reply = () => Promise.reject(new TypeError('Failed to fetch'))
  await ask('v2')
  await ask('v2')
  expect(asked).toHaveLength(1)
  vi.advanceTimersByTime(2000)
  reply = () => new Response(null, { status: 503 })
  await ask('v2')
  expect(asked).toHaveLength(2)
  vi.advanceTimersByTime(2000)
  reply = () => Response.json({ changes: changed(40) })
  await ask('v2')
  expect(await known()).toEqual({ words: 40 })
  vi.advanceTimersByTime(2000)
  await ask('v2')
  expect(asked).toHaveLength(3)
})

test('an answer that cannot be read counts as none', async () => {
  reply = () => new Response('<!doctype html>')
  await ask('v2')
  vi.advanceTimersByTime(2000)
  await ask('v2')
  expect(asked).toHaveLength(2)
})

test('a later version of the text is asked about anew, and what is said of it holds', async () => {
  await ask('v2')
  reply = () => Response.json({ changes: changed(40) })
  await ask('v3')
  expect(await known()).toEqual({ words: 40 })
  reply = () => Response.json({ changes: {} })
  await ask('v4')
  expect(await known()).toBeUndefined()
  expect(asked).toHaveLength(3)
  await ask('v3')
  expect(asked).toHaveLength(3)
})

test('what the page came with is not asked about, but a later version is', async () => {
  const { giveChanges } = await import('./changes')
  giveChanges(changed(30))
  await ask('v2')
  expect([asked, await known()]).toEqual([[], { words: 30 }])
  reply = () => Response.json({ changes: changed(40) })
  await ask('v3')
  expect([asked.length, await known()]).toEqual([1, { words: 40 }])
})

test('of many the failed ones alone are asked about again', async () => {
  const { askForChanges } = await import('./changes')
  const texts = Array.from({ length: 70 }, (_, index) => ({
    record: readAt('v1', `id${String(index).padStart(6, '0')}`),
    version: 'v2',
  }))
  const replies = [Response.json({ changes: {} }), new Response(null, { status: 500 })]
  reply = () => replies.shift() ?? Response.json({ changes: {} })
  await askForChanges(texts)
  vi.advanceTimersByTime(2000)
  await askForChanges(texts)
  expect(asked.map((of) => of.split(',').length)).toEqual([60, 10, 10])
})
