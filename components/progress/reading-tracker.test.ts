import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SeenSection } from '@/components/ui/seen-section'
import { openBrowser } from './fixtures'
import { ReadingTracker } from './reading-tracker'
import { readProgress } from './store'

let see: (section: SeenSection) => void

// Neither has a page here: effects run at once, and the test tells what is in view.
vi.mock('react', async (original) => ({
  ...(await original<typeof import('react')>()),
  useEffect: (effect: () => void) => effect(),
  useRef: <T>(current: T) => ({ current }),
}))
vi.mock('@/components/ui/seen-section', () => ({
  useSeenSection: (_: string, onSeen: typeof see) => (see = onSeen),
}))

const tracked = { kind: 'lesson', lesson: 1, version: 'v1', minutes: 5 } as const

/** Opens a document, one for each test: the store outlasts them. */
function open(id: string) {
  ReadingTracker({ document: { ...tracked, id } })
  return { record: () => readProgress()[id], section: () => readProgress()[id]?.lastSection?.id }
}

beforeEach(() => {
  vi.useFakeTimers()
  const { document } = openBrowser()
  Object.assign(document, { querySelector: () => null, getElementById: () => null })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('the section that was in view before the document counts as open is kept once it does', () => {
  const { record, section } = open('aaaaaaaa')
  see({ id: 'first', heading: 'First' })
  see({ id: 'found', heading: 'Found' })
  vi.advanceTimersByTime(4999)
  expect(record()).toBeUndefined()
  vi.advanceTimersByTime(1)
  expect(section()).toBe('found')
})

test('a section that comes into view later is kept at once', () => {
  const { section } = open('bbbbbbbb')
  vi.advanceTimersByTime(5000)
  expect(section()).toBeUndefined()
  see({ id: 'later', heading: 'Later' })
  expect(section()).toBe('later')
})
