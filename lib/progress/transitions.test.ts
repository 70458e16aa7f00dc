import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyRecord, minute } from './fixtures'
import { mergeRecords } from './merge'
import { parseProgress, progressLimits, type ProgressRecord } from './schema'
import {
  answer,
  fractionDone,
  isDone,
  markRead,
  markUnread,
  openDocument,
  seeSection,
  setState,
  tick,
  undoByHand,
  undoNoticed,
  unsetState,
} from './transitions'

const about = { documentId: 'abcdefgh', kind: 'lesson', lesson: 7 } as const
const at = (minutes: number) => ({ ...about, at: minute(minutes) })
const auto = { version: 'aa', source: 'auto' } as const
const manual = { version: 'aa', source: 'manual' } as const

type Step = (before: ProgressRecord | undefined, minutes: number) => ProgressRecord
const steps: Step[] = [
  (before, minutes) => openDocument(before, at(minutes)),
  (before, minutes) => seeSection(before, { ...at(minutes), section: { id: 's', heading: 'S' } }),
  (before, minutes) => markRead(before, { ...at(minutes), ...auto }),
  (before, minutes) => markRead(before, { ...at(minutes), ...manual }),
  (before, minutes) => markRead(before, { ...at(minutes), ...auto, version: 'bb' }),
  (before, minutes) => markUnread(before, { ...at(minutes), version: 'bb' }),
  (before, minutes) => setState(before, { ...at(minutes), version: 'aa', state: 'tried' }),
  (before, minutes) => setState(before, { ...at(minutes), version: 'bb', state: 'skipped' }),
  (before, minutes) => unsetState(before, at(minutes)),
  (before, minutes) => undoByHand(before, { ...at(minutes), version: 'aa', former: before }),
  (before, minutes) => undoNoticed(before, { ...at(minutes), version: 'bb', former: undefined }),
  (before, minutes) => tick(before, { ...at(minutes), key: 'a', on: minutes % 2 === 0 }),
  (before, minutes) => answer(before, { ...at(minutes), key: 'a', value: String(minutes) }),
]
const anyStep = fc.tuple(fc.constantFrom(...steps), fc.integer({ min: 0, max: 5 }))

describe('transitions', () => {
  test('the first opening begins a record', () => {
    expect(openDocument(undefined, at(1))).toEqual({
      ...about,
      firstOpenedAt: minute(1),
      lastSeenAt: minute(1),
      state: 'reading',
      source: 'auto',
      stateAt: minute(1),
      otherMarks: {},
      ticks: {},
      answers: {},
    })
  })

  test('reading, then read, keeps where and when', () => {
    const seen = seeSection(openDocument(undefined, at(1)), {
      ...at(2),
      section: { id: 'how', heading: 'How', part: 0.4 },
    })
    const read = markRead(seen, { ...at(3), ...auto })
    expect(read).toMatchObject({
      state: 'read',
      source: 'auto',
      readAt: minute(3),
      versionRead: 'aa',
      firstOpenedAt: minute(1),
      lastSection: { id: 'how', heading: 'How', part: 0.4, at: minute(2) },
    })
    expect(openDocument(read, at(4))).toMatchObject({ state: 'read', lastSeenAt: minute(4) })
  })

  test('the mark by hand wins both ways for its version', () => {
    const unread = markUnread(markRead(undefined, { ...at(1), ...auto }), { ...at(2), version: 'aa' })
    expect(unread.state).toBe('unread')
    expect(unread).not.toHaveProperty('readAt')
    expect(markRead(unread, { ...at(3), ...auto }).state).toBe('unread')
    expect(markRead(unread, { ...at(3), ...auto, version: 'bb' })).toMatchObject({
      state: 'read',
      versionRead: 'bb',
    })
    expect(markRead(unread, { ...at(3), ...manual })).toMatchObject({ state: 'read', source: 'manual' })
  })

  test('opening again begins to read what was marked unread', () => {
    const unread = markUnread(markRead(undefined, { ...at(1), ...manual }), { ...at(2), version: 'aa' })
    expect(openDocument(unread, at(3))).toMatchObject({ state: 'reading', source: 'auto' })
  })

  test('an automatic mark does not renew a mark of the same version', () => {
    const read = markRead(undefined, { ...at(1), ...manual })
    expect(markRead(read, { ...at(2), ...auto })).toEqual({ ...read, lastSeenAt: minute(2) })
  })

  test('reading what was applied keeps that it was, with its link', () => {
    const applied = {
      ...openDocument(undefined, at(1)),
      state: 'applied',
      source: 'manual',
      appliedLink: 'https://a.example/1',
    } as const
    expect(markRead(applied, { ...at(2), ...manual })).toMatchObject({
      state: 'applied',
      appliedLink: 'https://a.example/1',
      versionRead: 'aa',
    })
  })

  test('a tick or an answer before the opening begins a record without kind or lesson', () => {
    const { documentId } = about
    const ticked = tick(undefined, { documentId, at: minute(1), key: 'constructor', on: true })
    expect(ticked).not.toHaveProperty('lesson')
    expect(openDocument(ticked, at(2))).toMatchObject({
      lesson: 7,
      kind: 'lesson',
      ticks: { constructor: { on: true, at: minute(1) } },
    })
    expect(answer(ticked, { documentId, at: minute(2), key: 'q', value: 'b' }).answers).toEqual({
      q: { value: 'b', at: minute(2) },
    })
  })

  test('keeps only the newest ticks', () => {
    let record: ProgressRecord | undefined
    for (let index = 0; index < progressLimits.entries + 5; index += 1)
      record = tick(record, { ...at(index), key: `k${index}`, on: true })
    expect(Object.keys(record?.ticks ?? {})).toHaveLength(progressLimits.entries)
    expect(record?.ticks).not.toHaveProperty('k4')
  })

  test('whatever happens, the record is valid and wins over what it came from', () => {
    fc.assert(
      fc.property(
        fc.option(anyRecord, { nil: undefined }),
        fc.array(anyStep, { minLength: 1, maxLength: 8 }),
        (start, path) => {
          let record = start
          for (const [step, minutes] of path) {
            const before = record
            record = step(before, minutes)
            expect(parseProgress(JSON.stringify({ [record.documentId]: record }))).toEqual({
              [record.documentId]: record,
            })
            if (before) expect(mergeRecords(before, record)).toEqual(record)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('two devices that sync agree, in whichever order they do', () => {
    const path = fc.array(anyStep, { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(anyRecord, path, path, (start, here, there) => {
        const run = (list: typeof here) => list.reduce((record, [step, minutes]) => step(record, minutes), start)
        const [one, other] = [run(here), run(there)]
        expect(mergeRecords(one, other)).toEqual(mergeRecords(mergeRecords(other, start), one))
      }),
    )
  })

  test('a mark by hand survives a clock that ran ahead', () => {
    const ahead = markRead(undefined, { ...at(60), ...manual })
    const unread = markUnread(ahead, { ...at(1), version: 'aa' })
    expect(mergeRecords(unread, ahead).state).toBe('unread')
  })
})

describe('setState', () => {
  const link = 'https://a.example/1'
  const applied = setState(undefined, { ...at(1), version: 'aa', state: 'applied', appliedLink: link })
  const tried = setState(undefined, { ...at(1), version: 'aa', state: 'tried' })

  test('says by hand that a text was applied, with a link or without', () => {
    expect(applied).toMatchObject({ state: 'applied', source: 'manual', versionRead: 'aa', appliedLink: link })
    const without = setState(applied, { ...at(2), version: 'aa', state: 'applied', appliedLink: '' })
    expect(without.state).toBe('applied')
    expect(without).not.toHaveProperty('appliedLink')
  })

  test('what was applied stays that when it is tried; what was tried can be applied', () => {
    expect(setState(applied, { ...at(2), version: 'aa', state: 'tried' })).toMatchObject({
      state: 'applied',
      appliedLink: link,
      lastSeenAt: minute(2),
    })
    expect(setState(tried, { ...at(2), version: 'aa', state: 'applied' }).state).toBe('applied')
  })

  test('keeps when this text was read, and does not claim that an unread one was', () => {
    const read = markRead(undefined, { ...at(1), ...auto })
    for (const state of ['tried', 'applied', 'skipped'] as const) {
      expect(setState(read, { ...at(2), version: 'aa', state }).readAt).toBe(minute(1))
      expect(setState(read, { ...at(2), version: 'bb', state })).not.toHaveProperty('readAt')
    }
    expect(tried).not.toHaveProperty('readAt')
  })

  test('reading what was tried keeps that it was', () => {
    expect(markRead(tried, { ...at(2), version: 'bb', source: 'auto' })).toMatchObject({
      state: 'tried',
      versionRead: 'bb',
      readAt: minute(2),
    })
  })
})

describe('unsetState', () => {
  const opened = openDocument(undefined, at(1))
  const states = ['tried', 'applied', 'skipped'] as const

  test.each(states)('takes %s back to what was read', (state) => {
    const read = markRead(opened, { ...at(2), ...auto })
    const back = unsetState(setState(read, { ...at(3), version: 'aa', state }), at(4))
    expect(back).toMatchObject({ state: 'read', versionRead: 'aa', readAt: minute(2) })
  })

  test.each(states)('takes %s back to what was only opened, which may be marked automatically then', (state) => {
    const back = unsetState(setState(opened, { ...at(3), version: 'aa', state }), at(4))
    expect(back).toMatchObject({ state: 'reading', source: 'auto' })
    expect(isDone(markRead(back, { ...at(5), ...auto }))).toBe(true)
  })

  test.each(states)('takes %s of a later text back to the earlier one that was read', (state) => {
    const read = markRead(opened, { ...at(2), ...manual })
    const back = unsetState(setState(read, { ...at(3), version: 'bb', state }), at(4))
    expect(back).toMatchObject({ state: 'read', versionRead: 'aa', readAt: minute(2) })
  })

  test('wins on every device', () => {
    const solved = setState(opened, { ...at(60), version: 'aa', state: 'tried' })
    expect(mergeRecords(unsetState(solved, at(1)), solved).state).toBe('reading')
  })
})

describe('undo', () => {
  const link = 'https://a.example/1'
  const opened = openDocument(undefined, at(1))
  const toggle = (before: ProgressRecord | undefined, minutes: number) =>
    isDone(before)
      ? markUnread(before, { ...at(minutes), version: 'aa' })
      : markRead(before, { ...at(minutes), ...manual })
  const counting = ({ state, versionRead, appliedLink, readAt }: ProgressRecord) => ({
    state,
    versionRead,
    appliedLink,
    readAt,
  })
  const earlier = { version: 'bb', source: 'manual' } as const
  const unreadThenOpened = openDocument(markUnread(opened, { ...at(2), version: 'aa' }), at(3))

  test.each([
    ['reading', opened],
    ['read by hand', markRead(opened, { ...at(2), ...manual })],
    ['read automatically', markRead(opened, { ...at(2), ...auto })],
    ['read in an earlier text', markRead(opened, { ...at(2), ...earlier })],
    ['unread by hand', markUnread(opened, { ...at(2), version: 'aa' })],
    ['unread by hand, then opened again', unreadThenOpened],
    ['tried', setState(opened, { ...at(2), version: 'aa', state: 'tried' })],
    ['tried in an earlier text', setState(opened, { ...at(2), version: 'bb', state: 'tried' })],
    ['applied', setState(opened, { ...at(2), version: 'aa', state: 'applied', appliedLink: link })],
    ['applied in an earlier text', setState(opened, { ...at(2), version: 'bb', state: 'applied', appliedLink: link })],
    ['skipped', setState(opened, { ...at(2), version: 'aa', state: 'skipped' })],
    ['skipped in an earlier text', setState(opened, { ...at(2), version: 'bb', state: 'skipped' })],
  ])('of a mark by hand brings back what was %s, on every device', (_, former) => {
    const marked = toggle(former, 20)
    expect(counting(marked)).not.toEqual(counting(former))
    const undone = undoByHand(marked, { ...at(21), version: 'aa', former })
    expect(counting(undone)).toEqual(counting(former))
    expect(mergeRecords(marked, undone)).toEqual(undone)
    expect(mergeRecords(former, undone)).toEqual(undone)
  })

  test('of a mark by hand lets the page mark a text that is read on to its end', () => {
    const undone = undoByHand(toggle(opened, 2), { ...at(3), version: 'aa', former: opened })
    expect(markRead(undone, { ...at(4), ...auto })).toMatchObject({ state: 'read', source: 'auto' })
  })

  test('of a mark by hand keeps what was said before: no automatic mark returns', () => {
    const undone = undoByHand(toggle(unreadThenOpened, 4), { ...at(5), version: 'aa', former: unreadThenOpened })
    expect(markRead(undone, { ...at(6), ...auto }).state).toBe('reading')
  })

  test('of the first thing that was done leaves a text that is being read', () => {
    expect(undoByHand(toggle(undefined, 1), { ...at(2), version: 'aa', former: undefined }).state).toBe('reading')
  })

  test.each([
    ['reading', opened],
    ['read in an earlier text', markRead(opened, { ...at(2), ...earlier })],
    ['applied in an earlier text', setState(opened, { ...at(2), version: 'bb', state: 'applied', appliedLink: link })],
    ['skipped in an earlier text', setState(opened, { ...at(2), version: 'bb', state: 'skipped' })],
  ])('of an automatic mark brings back what was %s, and none returns for this text', (_, former) => {
    const noticed = markRead(former, { ...at(20), ...auto })
    expect(noticed.versionRead).toBe('aa')
    const undone = undoNoticed(noticed, { ...at(21), version: 'aa', former })
    expect(counting(undone)).toEqual(counting(former))
    expect(counting(markRead(undone, { ...at(22), ...auto }))).toEqual(counting(former))
    expect(counting(mergeRecords(undone, markRead(opened, { ...at(40), ...auto })))).toEqual(counting(former))
    expect(mergeRecords(noticed, undone)).toEqual(undone)
    expect(markRead(undone, { ...at(23), version: 'cc', source: 'auto' }).versionRead).toBe('cc')
  })
})

describe('isDone and fractionDone', () => {
  test('read, tried and applied are done', () => {
    const states = ['unread', 'reading', 'read', 'tried', 'applied', 'skipped'] as const
    expect(states.filter((state) => isDone({ ...openDocument(undefined, at(0)), state }))).toEqual([
      'read',
      'tried',
      'applied',
    ])
    expect(isDone(undefined)).toBe(false)
  })

  test.each([
    [0, 0, 0],
    [1, 4, 0.25],
    [5, 4, 1],
    [-1, 4, 0],
    [3, -1, 0],
  ])('%d of %d is %d', (done, total, fraction) => {
    expect(fractionDone(done, total)).toBe(fraction)
  })
})
