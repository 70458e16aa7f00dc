import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { limiter, requireTurn } from './limiter'

let made = 0
const anew = (points: number) => limiter(`test ${made++}`, { points, seconds: 60 })

beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

describe('a limiter', () => {
  test('gives each key its turns, and says when there is one again', async () => {
    const { take } = anew(2)
    expect([await take('a'), await take('a'), await take('b')]).toEqual([undefined, undefined, undefined])
    expect(await take('a')).toBe(60)
    vi.advanceTimersByTime(59_500)
    expect(await take('a')).toBe(1)
    vi.advanceTimersByTime(1000)
    expect(await take('a')).toBeUndefined()
  })

  test('of many at once lets through as many as there are turns', async () => {
    const { take } = anew(3)
    const waits = await Promise.all(Array.from({ length: 10 }, () => take('a')))
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(3)
  })

  test('takes a turn back, or all, but owes none to whom it does not know', async () => {
    const { take, giveBack, forget } = anew(2)
    await giveBack('a')
    await Promise.all([take('a'), take('a')])
    expect(await take('a')).toBeDefined()
    await forget('a')
    await Promise.all([take('a'), take('a')])
    await giveBack('a')
    expect(await take('a')).toBeUndefined()
    expect(await take('a')).toBeDefined()
  })

  test('is the same for the same name', async () => {
    const once = { points: 1, seconds: 60 }
    expect(await limiter('test same', once).take('a')).toBeUndefined()
    expect(await limiter('test same', once).take('a')).toBeDefined()
  })

  test('refuses in words, with the seconds to wait', async () => {
    const one = anew(1)
    const words = (seconds: number) => `Wait ${seconds} s.`
    await requireTurn(one, 'a', words)
    const refused = { code: 'rate-limited', message: 'Wait 60 s.', retryAfter: 60 }
    await expect(requireTurn(one, 'a', words)).rejects.toMatchObject(refused)
  })
})
