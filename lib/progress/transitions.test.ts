import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyRecord, minute } from './fixtures'
import { mergeRecords } from './merge'
import { parseProgress, progressLimits, type ProgressRecord } from './schema'
import { answer, fractionDone, isDone, markRead, markUnread, openDocument, seeSection, tick } from './transitions'

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
      section: { id: 'how', heading: 'How' },
    })
    const read = markRead(seen, { ...at(3), ...auto })
    expect(read).toMatchObject({
      state: 'read',
      source: 'auto',
      readAt: minute(3),
      versionRead: 'aa',
      firstOpenedAt: minute(1),
      lastSection: { id: 'how', heading: 'How', at: minute(2) },
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
