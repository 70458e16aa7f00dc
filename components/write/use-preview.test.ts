import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openBrowser } from '@/components/progress/fixtures'
import { askPreview, type CheckBody } from './use-preview'

const busy = { failed: 'The text before this one is still being read.', code: 'rate-limited' }
const good = { ok: false as const, problems: [] }

let asked: number[]
let told: unknown[]
let answer: () => ReturnType<CheckBody>

const check: CheckBody = () => {
  asked.push(Date.now())
  return answer()
}
const open = () => askPreview({ text: 'Text', check, draftKey: 'key' }, (news) => told.push(news))
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  openBrowser('ada')
  ;[asked, told] = [[], []]
  answer = async () => busy
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a text is checked once typing pauses, and once only where the answer is good', async () => {
  answer = async () => good
  open()
  await wait(349)
  expect(asked).toEqual([])
  await wait(60_000)
  expect([asked.length, told]).toEqual([1, [good]])
})

test('what waiting may mend is asked again after longer and longer, at most every half a minute', async () => {
  open()
  await wait(200_000)
  const pauses = asked.map((at, place) => at - (asked[place - 1] ?? at)).slice(1)
  expect(pauses.slice(0, 7)).toEqual([800, 1600, 3200, 6400, 12_800, 25_600, 30_000])
  expect(new Set(pauses.slice(7))).toEqual(new Set([30_000]))
})

test('a server that cannot be reached is asked again, until it answers', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'))
  open()
  await wait(400)
  expect(JSON.stringify(told)).toContain('does not answer')
  answer = async () => good
  await wait(60_000)
  expect([asked.length, told.at(-1)]).toEqual([2, good])
})

test.each(['unauthenticated', 'forbidden', 'invalid', 'not-found'])(
  'what is refused as %s is not asked again',
  async (code) => {
    answer = async () => ({ failed: 'Sign in first.', code })
    open()
    await wait(60_000)
    expect([asked.length, told.length]).toEqual([1, 1])
  },
)

test('for somebody signed out the text is sent once', async () => {
  openBrowser()
  answer = async () => ({ failed: 'Sign in first.' })
  open()
  await wait(60_000)
  expect(asked).toHaveLength(1)
})

test('once the form is left nothing is asked any more, also not after an answer that was under way', async () => {
  let letGo: ((value: typeof busy) => void) | undefined
  answer = () => new Promise((resolve) => (letGo = resolve))
  const end = open()
  await wait(350)
  end()
  letGo?.(busy)
  await wait(60_000)
  expect([asked.length, told]).toEqual([1, []])
})
