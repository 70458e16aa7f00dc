import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyProgress, minute } from './fixtures'
import { parseProgress, progressLimits } from './schema'
import { openDocument } from './transitions'

const record = openDocument(undefined, { documentId: 'abcdefgh', kind: 'lesson', lesson: 7, at: minute(1) })
const stored = (...changes: object[]) => JSON.stringify({ abcdefgh: Object.assign({}, record, ...changes) as object })

describe('parseProgress', () => {
  test('reads what was stored', () => {
    fc.assert(
      fc.property(anyProgress, (progress) => {
        expect(parseProgress(JSON.stringify(progress))).toEqual(progress)
      }),
    )
  })

  test.each([
    undefined,
    null,
    '',
    '{',
    '[]',
    'null',
    '7',
    '"x"',
    '{"abcdefgh":null}',
    '{"abcdefgh":[]}',
    '{"__proto__":{"state":"read"}}',
  ])('makes nothing of %s', (text) => {
    expect(parseProgress(text)).toEqual({})
  })

  test.each([
    { documentId: 'another1' },
    { state: 'done' },
    { lesson: 13 },
    { kind: 'post' },
    { lastSeenAt: 'yesterday' },
    { lastSeenAt: '2026-99-01T00:00:00.000Z' },
    { firstOpenedAt: 5 },
    { source: undefined },
    { appliedLink: 'javascript:alert(1)' },
    { versionRead: '<b>' },
  ])('drops a record with %j', (change) => {
    expect(parseProgress(stored(change))).toEqual({})
  })

  test('drops only what is broken inside a record, and what it does not know', () => {
    const text = stored({
      extra: 1,
      lastSection: { id: 5 },
      otherMarks: { aa: { state: 'x' }, '<b>': { state: 'read', source: 'auto', stateAt: minute(0) } },
      ticks: {
        good: { on: true, at: minute(1) },
        bad: { on: 'yes', at: minute(1) },
        '': { on: true, at: minute(1) },
      },
      answers: {
        good: { value: 'a', at: minute(1), confidence: 50 },
        bad: { value: 'a', at: minute(1), confidence: 101 },
      },
    })
    expect(parseProgress(text)).toEqual({
      abcdefgh: {
        ...record,
        ticks: { good: { on: true, at: minute(1) } },
        answers: { good: { value: 'a', at: minute(1), confidence: 50 } },
      },
    })
  })

  test('never pollutes a prototype', () => {
    const tick = `{"on":true,"at":"${minute(1)}"}`
    const parsed = parseProgress(stored().replace('"ticks":{}', `"ticks":{"__proto__":${tick},"constructor":${tick}}`))
    expect(Object.keys(parsed.abcdefgh?.ticks ?? {})).toEqual(['constructor'])
    expect(({} as { on?: boolean }).on).toBeUndefined()
  })

  test('keeps the newest records and entries only', () => {
    const ids = Array.from({ length: progressLimits.records + 3 }, (_, index) => `id${String(index).padStart(6, '0')}`)
    const many = Object.fromEntries(
      ids.map((documentId, index) => [documentId, { ...record, documentId, lastSeenAt: minute(index) }]),
    )
    const parsed = parseProgress(JSON.stringify(many))
    expect(Object.keys(parsed)).toHaveLength(progressLimits.records)
    expect(ids.slice(0, 3).filter((id) => parsed[id])).toEqual([])
    const ticks = Object.fromEntries(ids.slice(0, 250).map((id, index) => [id, { on: true, at: minute(index) }]))
    expect(Object.keys(parseProgress(stored({ ticks })).abcdefgh?.ticks ?? {})).toHaveLength(progressLimits.entries)
  })

  test('never throws, whatever is stored', () => {
    fc.assert(fc.property(fc.json(), (text) => void parseProgress(text)))
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => void parseProgress(stored({ ticks: value, otherMarks: value, lastSection: value })),
      ),
    )
  })
})
