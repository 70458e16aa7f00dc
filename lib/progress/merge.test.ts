import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyProgress, anyRecord, anyRecordOfManyVersions, minute } from './fixtures'
import { mergeProgress, mergeRecords } from './merge'
import { parseProgress, progressLimits, type ProgressRecord } from './schema'
import { answer, markRead, markUnread, openDocument, seeSection, tick } from './transitions'

const about = { documentId: 'abcdefgh', kind: 'lesson', lesson: 7 } as const
const opened = openDocument(undefined, { ...about, at: minute(0) })
const read = (at: number, version = 'aa', source: 'auto' | 'manual' = 'auto') =>
  markRead(opened, { ...about, version, source, at: minute(at) })
const unread = (at: number, version = 'aa') => markUnread(opened, { ...about, version, at: minute(at) })

describe('the laws of merging', () => {
  test('the order of two copies does not matter', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        expect(mergeRecords(a, b)).toEqual(mergeRecords(b, a))
      }),
    )
    fc.assert(
      fc.property(anyProgress, anyProgress, (a, b) => {
        expect(mergeProgress(a, b)).toEqual(mergeProgress(b, a))
      }),
    )
  })

  test('nor does the grouping of three', () => {
    const numRuns = 2000
    fc.assert(
      fc.property(anyRecord, anyRecord, anyRecord, (a, b, c) => {
        expect(mergeRecords(mergeRecords(a, b), c)).toEqual(mergeRecords(a, mergeRecords(b, c)))
      }),
      { numRuns },
    )
    fc.assert(
      fc.property(anyProgress, anyProgress, anyProgress, (a, b, c) => {
        expect(mergeProgress(mergeProgress(a, b), c)).toEqual(mergeProgress(a, mergeProgress(b, c)))
      }),
    )
  })

  test('merging again changes nothing', () => {
    fc.assert(
      fc.property(anyRecord, (a) => {
        expect(mergeRecords(a, a)).toEqual(a)
      }),
    )
    fc.assert(
      fc.property(anyProgress, anyProgress, (a, b) => {
        const merged = mergeProgress(a, b)
        expect(mergeProgress(merged, b)).toEqual(merged)
        expect(mergeProgress(merged, {})).toEqual(merged)
      }),
    )
  })

  test('an outline of a record changes nothing in it', () => {
    fc.assert(
      fc.property(fc.oneof(anyRecord, anyRecordOfManyVersions), (record) => {
        expect(mergeRecords(record, { ...record, otherMarks: {}, ticks: {}, answers: {} })).toEqual(record)
      }),
      { numRuns: 500 },
    )
  })

  test('copies with more ticks than are kept obey them too', () => {
    const many = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 3 }), fc.boolean()), {
        minLength: 150,
        maxLength: progressLimits.entries,
        selector: ([key]) => key,
      })
      .map((list): ProgressRecord => ({
        ...opened,
        ticks: Object.fromEntries(list.map(([key, at, on]) => [`k${key}`, { on, at: minute(at) }])),
      }))
    fc.assert(
      fc.property(many, many, many, (a, b, c) => {
        const merged = mergeRecords(mergeRecords(a, b), c)
        expect(merged).toEqual(mergeRecords(c, mergeRecords(b, a)))
        expect(Object.keys(merged.ticks).length).toBeLessThanOrEqual(progressLimits.entries)
      }),
      { numRuns: 30 },
    )
  })

  test('copies with marks of more versions than are kept obey them too, and are read as they were merged', () => {
    const numRuns = 200
    const readBack = (record: ProgressRecord) => parseProgress(JSON.stringify({ abcdefgh: record })).abcdefgh
    fc.assert(
      fc.property(anyRecordOfManyVersions, anyRecordOfManyVersions, anyRecordOfManyVersions, (a, b, c) => {
        const merged = mergeRecords(mergeRecords(a, b), c)
        expect(merged).toEqual(mergeRecords(c, mergeRecords(b, a)))
        expect(merged).toEqual(mergeRecords(a, mergeRecords(b, c)))
        expect(mergeRecords(merged, b)).toEqual(merged)
        expect(readBack(merged)).toEqual(merged)
      }),
      { numRuns },
    )
  })
})

test('of the marks by hand and of the automatic ones the newest are kept, whatever their versions are called', () => {
  let record: ProgressRecord = opened
  for (let index = 0; index < progressLimits.marks + 10; index += 1) {
    const version = (1000 - index).toString(16)
    record = markRead(record, { ...about, version, source: 'auto', at: minute(3 * index) })
    record = markUnread(record, { ...about, version: `a${version}`, at: minute(3 * index + 1) })
  }
  const oldest = (1000).toString(16)
  const newest = (1000 - progressLimits.marks - 9).toString(16)
  expect(record).toMatchObject({ state: 'unread', versionRead: `a${newest}` })
  const kept = Object.keys(record.otherMarks)
  expect(kept).toContain(`${newest}:auto`)
  expect(kept).not.toContain(`${oldest}:auto`)
  expect(kept).not.toContain(`a${oldest}`)
  expect(kept.filter((key) => key.endsWith(':auto'))).toHaveLength(progressLimits.marks)
  expect(kept.filter((key) => !key.includes(':'))).toHaveLength(progressLimits.marks - 1)
})

describe('mergeRecords', () => {
  test('never lets an automatic mark count where the person said something about the same version', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const { source, state, versionRead = '', otherMarks } = mergeRecords(a, b)
        const byHand = otherMarks[versionRead]
        if (source === 'auto' && state !== 'reading') expect(byHand?.state ?? 'reading').toBe('reading')
      }),
    )
  })

  test('what is marked by hand wins over an automatic mark of the same version, older or newer', () => {
    for (const [auto, manual] of [
      [1, 2],
      [2, 1],
    ] as const) {
      expect(mergeRecords(read(auto), unread(manual)).state).toBe('unread')
      expect(mergeRecords(unread(auto), read(manual, 'aa', 'manual')).state).toBe(manual > auto ? 'read' : 'unread')
    }
  })

  test('a new version may be marked automatically after a manual mark of the old one', () => {
    expect(mergeRecords(unread(1, 'aa'), read(2, 'bb'))).toMatchObject({ state: 'read', versionRead: 'bb' })
    expect(mergeRecords(unread(3, 'aa'), read(2, 'bb'))).toMatchObject({ state: 'unread', versionRead: 'aa' })
  })

  test('opening a document on another device takes nothing back', () => {
    const later = openDocument(undefined, { ...about, at: minute(9) })
    expect(mergeRecords(read(1), later)).toMatchObject({
      state: 'read',
      firstOpenedAt: minute(0),
      lastSeenAt: minute(9),
    })
  })

  test('keeps the newest of each tick, answer and place', () => {
    const section = (id: string, at: number) =>
      seeSection(opened, { ...about, section: { id, heading: id }, at: minute(at) })
    const a = tick(answer(section('one', 5), { ...about, key: 'q', value: 'old', at: minute(2) }), {
      ...about,
      key: 't',
      on: true,
      at: minute(3),
    })
    const b = tick(answer(section('two', 4), { ...about, key: 'q', value: 'new', confidence: 60, at: minute(6) }), {
      ...about,
      key: 't',
      on: false,
      at: minute(2),
    })
    expect(mergeRecords(a, b)).toMatchObject({
      lastSection: { id: 'one', heading: 'one', at: minute(5) },
      ticks: { t: { on: true, at: minute(3) } },
      answers: { q: { value: 'new', confidence: 60, at: minute(6) } },
    })
  })
})

describe.each([
  ['ahead', 60],
  ['behind', -60],
])('a clock that is an hour %s', (_, off) => {
  const start = markUnread(undefined, { ...about, version: 'aa', at: minute(0) })
  const wrong = (minutes: number) => minute(minutes + off)
  const markBy = (at: string) => ({ ...about, version: 'aa', source: 'manual', at }) as const

  test('takes back nothing that is done on the other device after a sync', () => {
    const readThere = markRead(start, markBy(wrong(10)))
    const unreadHere = markUnread(mergeRecords(start, readThere), markBy(minute(20)))
    expect(mergeRecords(readThere, unreadHere).state).toBe('unread')
  })

  test('has its own say after a sync, too', () => {
    const readHere = markRead(start, markBy(minute(10)))
    const unreadThere = markUnread(mergeRecords(start, readHere), markBy(wrong(20)))
    expect(mergeRecords(readHere, unreadThere).state).toBe('unread')
    const untick = tick(mergeRecords(readHere, tick(start, { ...about, key: 't', on: true, at: minute(30) })), {
      ...about,
      key: 't',
      on: false,
      at: wrong(31),
    })
    expect(untick.ticks.t?.on).toBe(false)
    expect(mergeRecords(tick(start, { ...about, key: 't', on: true, at: minute(30) }), untick).ticks.t?.on).toBe(false)
  })

  test('loses nothing of what both devices did without hearing of each other', () => {
    const here = answer(tick(start, { ...about, key: 'here', on: true, at: minute(10) }), {
      ...about,
      key: 'here',
      value: 'a',
      at: minute(11),
    })
    const there = answer(
      tick(markRead(start, markBy(wrong(10))), { ...about, key: 'there', on: true, at: wrong(10) }),
      {
        ...about,
        key: 'there',
        value: 'b',
        at: wrong(11),
      },
    )
    const merged = mergeRecords(here, there)
    expect(Object.keys(merged.ticks)).toEqual(['here', 'there'])
    expect(Object.keys(merged.answers)).toEqual(['here', 'there'])
    // Here nothing was said of the text, so what was said there counts, whatever its clock.
    expect(merged.state).toBe('read')
    expect(markUnread(merged, markBy(minute(12))).state).toBe('unread')
  })
})
