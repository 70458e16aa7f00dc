import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseProgress, progressLimits, type Progress } from '@/lib/progress/schema'
import { markRead, openDocument, tick } from '@/lib/progress/transitions'
import { openBrowser, type Browser } from './fixtures'

const load = () => import('./store')
const about = { kind: 'lesson', lesson: 1 } as const
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 5, 9, minutes)).toISOString()
const own = 'twelvefold.progress.ada'
const opened = (documentId: string, minutes: number): Progress => ({
  [documentId]: openDocument(undefined, { ...about, documentId, at: at(minutes) }),
})

let browser: Browser
beforeEach(() => {
  browser = openBrowser('ada')
})
afterEach(() => vi.unstubAllGlobals())

async function openTab() {
  const tab = await browser.openTab(load)
  const heard = vi.fn()
  tab.run(({ subscribe }) => subscribe(heard))
  const ticks = (documentId = 'aaaaaaaa') =>
    tab.run(({ readProgress }) => Object.keys(readProgress()[documentId]?.ticks ?? {}))
  const tickItem = (key: string, minutes = 1, documentId = 'aaaaaaaa') =>
    tab.run(({ changeRecord }) =>
      changeRecord(documentId, (before) => tick(before, { documentId, key, on: true, at: at(minutes) })),
    )
  return { ...tab, heard, ticks, tickItem }
}

describe('two tabs', () => {
  test('keep what both did at the same moment', async () => {
    const [one, other] = [await openTab(), await openTab()]
    one.run(({ readProgress }) => readProgress())
    other.run(({ readProgress }) => readProgress())
    // Each writes before it has heard of the other, and the second does not see what the first one wrote.
    one.tickItem('here')
    browser.storage.clear()
    other.tickItem('there')
    browser.deliver()
    expect(one.ticks()).toEqual(['here', 'there'])
    expect(other.ticks()).toEqual(['here', 'there'])
    expect(Object.keys(parseProgress(browser.storage.get(own)).aaaaaaaa?.ticks ?? {})).toEqual(['here', 'there'])
    expect(one.heard).toHaveBeenCalled()
  })

  test('come to rest after two writes, and stay at rest', async () => {
    const tabs = [await openTab(), await openTab(), await openTab()]
    tabs.forEach((tab, index) => tab.tickItem(`tab ${index}`, index))
    expect(browser.deliver()).toBeLessThanOrEqual(6)
    expect(browser.deliver()).toBe(0)
    for (const tab of tabs) expect(tab.ticks()).toEqual(['tab 0', 'tab 1', 'tab 2'])
  })

  test('do not answer each other over the order of what they keep', async () => {
    const [one, other] = [await openTab(), await openTab()]
    const progress = { ...opened('bbbbbbbb', 1), ...opened('aaaaaaaa', 2) }
    const reversed = Object.fromEntries(
      Object.entries(progress)
        .reverse()
        .map(([id, record]) => [id, Object.fromEntries(Object.entries(record).reverse()) as typeof record]),
    )
    one.run(({ addProgress }) => addProgress(progress))
    other.run(({ addProgress }) => addProgress(reversed))
    expect(browser.deliver()).toBeLessThanOrEqual(1)
  })

  test('nor over records that are too many to keep', async () => {
    const many = (from: number) =>
      Object.assign(
        {},
        ...Array.from({ length: progressLimits.records }, (_, index) =>
          opened(`id${String(from + index).padStart(6, '0')}`, from + index),
        ),
      ) as Progress
    const [one, other] = [await openTab(), await openTab()]
    one.run(({ addProgress }) => addProgress(many(0)))
    other.run(({ addProgress }) => addProgress(many(5)))
    browser.deliver()
    for (const { run } of [one, other]) {
      const ids = run(({ readProgress }) => Object.keys(readProgress()))
      expect(ids).toHaveLength(progressLimits.records)
      expect(ids).not.toContain('id000004')
    }
  })

  test('bring nothing back of what signing out in one of them removed', async () => {
    const [one, other] = [await openTab(), await openTab()]
    one.tickItem('a')
    browser.deliver()
    one.run(() => localStorage.removeItem(own))
    browser.document.cookie = 'scheme=dark; twelvefold-signed-out=1'
    browser.deliver()
    other.tickItem('b')
    browser.deliver()
    expect([...browser.storage.keys()]).toEqual([])
    expect(other.ticks()).toEqual(['b'])
  })
})

describe('what the server gave', () => {
  const given = {
    aaaaaaaa: markRead(undefined, { ...about, documentId: 'aaaaaaaa', version: 'aa', source: 'manual', at: at(5) }),
  }

  test('counts before anything is painted, beside what this device has', async () => {
    browser.storage.set(own, JSON.stringify({ ...opened('aaaaaaaa', 1), ...opened('bbbbbbbb', 1) }))
    const { run, heard } = await openTab()
    run(({ giveProgress }) => giveProgress('ada', given))
    const progress = run(({ readProgress }) => readProgress())
    expect(progress.aaaaaaaa?.state).toBe('read')
    expect(progress.bbbbbbbb?.state).toBe('reading')
    expect(run(({ readProgress }) => readProgress())).toBe(progress)
    expect(heard).not.toHaveBeenCalled()
  })

  test('takes nothing back that was done here since', async () => {
    const { run, tickItem, ticks } = await openTab()
    tickItem('a', 9)
    run(({ giveProgress }) => giveProgress('ada', given))
    expect(ticks()).toEqual(['a'])
    expect(run(({ readProgress }) => readProgress().aaaaaaaa?.state)).toBe('read')
  })

  test('is nobody else’s', async () => {
    const { run } = await openTab()
    run(({ giveProgress }) => giveProgress('bob', given))
    expect(run(({ readProgress }) => readProgress())).toEqual({})
    delete browser.document.documentElement.dataset.reader
    run(({ giveProgress }) => giveProgress('ada', given))
    expect(run(({ readProgress }) => readProgress())).toEqual({})
  })
})

test('what this device has is trusted once the server was asked, or gave it, or it was done here', async () => {
  browser.storage.set(
    own,
    JSON.stringify({ ...opened('aaaaaaaa', 1), ...opened('bbbbbbbb', 1), ...opened('cccccccc', 1) }),
  )
  const { run, tickItem } = await openTab()
  const trusted = () =>
    run(({ isTrusted }) => ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].filter((documentId) => isTrusted(documentId)))
  expect(trusted()).toEqual([])
  run(({ giveProgress }) => giveProgress('ada', opened('aaaaaaaa', 1)))
  tickItem('a', 2, 'bbbbbbbb')
  expect(trusted()).toEqual(['aaaaaaaa', 'bbbbbbbb'])
  run(({ trustAll }) => trustAll())
  expect(trusted()).toEqual(['aaaaaaaa', 'bbbbbbbb', 'cccccccc'])
  delete browser.document.documentElement.dataset.reader
  expect(trusted()).toEqual(['aaaaaaaa', 'bbbbbbbb', 'cccccccc'])
})

test('a full storage keeps what is done for this page', async () => {
  const { tickItem, ticks } = await openTab()
  browser.fill()
  tickItem('a')
  tickItem('b', 2)
  expect(ticks()).toEqual(['a', 'b'])
})

describe('other people on this browser', () => {
  test('leave nothing but what is not sent yet, under their own name', async () => {
    const bobs = { ...opened('aaaaaaaa', 1), ...opened('bbbbbbbb', 1) }
    browser.storage.set('twelvefold.progress.bob', JSON.stringify(bobs))
    browser.storage.set('twelvefold.progress.bob.pending', '["bbbbbbbb"]')
    browser.storage.set('twelvefold.progress.eve', JSON.stringify(bobs))
    browser.storage.set('twelvefold.progress.eve.pending', '[]')
    browser.storage.set(own, JSON.stringify(bobs))
    browser.storage.set('twelvefold.progress', JSON.stringify(opened('cccccccc', 1)))
    const { run } = await openTab()
    run(({ forgetOthers }) => forgetOthers())
    expect([...browser.storage.keys()].sort()).toEqual([
      'twelvefold.progress',
      own,
      'twelvefold.progress.bob',
      'twelvefold.progress.bob.pending',
    ])
    expect(Object.keys(parseProgress(browser.storage.get('twelvefold.progress.bob')))).toEqual(['bbbbbbbb'])
    expect(run(({ readProgress }) => Object.keys(readProgress()).sort())).toEqual(['aaaaaaaa', 'bbbbbbbb'])
  })
})
