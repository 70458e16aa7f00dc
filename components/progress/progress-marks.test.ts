import { afterEach, expect, test, vi } from 'vitest'
import { markRead, markUnread } from '@/lib/progress/transitions'
import { openBrowser } from './fixtures'

const load = async () => ({ ...(await import('./store')), ...(await import('./progress-marks')) })
const read = {
  documentId: 'aaaaaaaa',
  kind: 'lesson',
  lesson: 1,
  version: 'v1',
  at: '2026-01-05T09:00:00.000Z',
} as const

afterEach(() => vi.unstubAllGlobals())

function openMark() {
  const attributes = new Map<string, string>()
  return {
    attributes,
    dataset: { progress: 'aaaaaaaa', version: 'v1' } as Record<string, string>,
    title: '',
    toggleAttribute: () => undefined,
    setAttribute: (name: string, value: string) => attributes.set(name, value),
    removeAttribute: (name: string) => attributes.delete(name),
  }
}

test('a mark that the server painted as read is unread once that was taken back', async () => {
  const { paintMark, changeRecord } = await open()
  changeRecord('aaaaaaaa', () => markRead(undefined, { ...read, source: 'manual' }))
  changeRecord('aaaaaaaa', (before) => markUnread(before, read))
  const mark = openMark()
  paintMark(mark as unknown as HTMLElement)
  // Else the rules of `MarkStyles` go on painting it.
  expect(mark.dataset.state).toBe('unread')
})

test('a mark of what was never opened is unread in the same way', async () => {
  const { paintMark } = await open()
  const mark = openMark()
  paintMark(mark as unknown as HTMLElement)
  expect(mark.dataset.state).toBe('unread')
})

test('a mark says what it shows, and nothing once it is taken back', async () => {
  const { paintMark, changeRecord } = await open()
  const mark = openMark()
  changeRecord('aaaaaaaa', () => markRead(undefined, { ...read, source: 'manual' }))
  paintMark(mark as unknown as HTMLElement)
  expect([mark.dataset.state, mark.attributes.get('aria-label')]).toEqual(['read', 'Read'])
})

async function open() {
  const tab = await openBrowser().openTab(load)
  return tab.run((modules) => modules)
}
