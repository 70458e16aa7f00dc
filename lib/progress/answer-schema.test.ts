import fc from 'fast-check'
import { expect, test } from 'vitest'
import { progressRecordSchema } from './answer-schema'
import { anyRecord, minute } from './fixtures'
import { isWhole, parseRecord } from './schema'

// The schema describes to programs what the checks by hand let through; neither may know more than the other.

test('every record that the product writes is one of the schema, to the last field', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      expect(progressRecordSchema.parse(record)).toEqual(record)
    }),
  )
})

const at = minute(1)
const mark = { state: 'read', source: 'manual', stateAt: at }
const record = {
  documentId: 'abcdefgh',
  firstOpenedAt: at,
  lastSeenAt: at,
  ...mark,
  otherMarks: {},
  ticks: {},
  answers: {},
}
const bothWays = (change: object) => {
  const changed: Record<string, unknown> = { ...record, ...change }
  return [parseRecord(changed) !== undefined && isWhole(changed), progressRecordSchema.safeParse(changed).success]
}

test.each([
  {},
  { kind: 'toy-problem', lesson: 12, versionRead: 'f'.repeat(64) },
  { readAt: at, appliedLink: 'https://example.org/1' },
  { lastSection: { id: '', heading: '', at } },
  { lastSection: { id: 's', heading: 'S', part: 1, at } },
  { otherMarks: { '': mark, 'ab:auto': mark } },
  { ticks: { one: { on: false, at } }, answers: { two: { value: '', confidence: 0, at } } },
])('both take %j', (change) => {
  expect(bothWays(change)).toEqual([true, true])
})

test.each([
  { documentId: 'short' },
  { documentId: undefined },
  { kind: 'post' },
  { lesson: 13 },
  { lesson: 1.5 },
  { state: 'done' },
  { source: 'somebody' },
  { stateAt: '2026-01-05' },
  { readAt: 5 },
  { appliedLink: 'x'.repeat(2001) },
  { versionRead: 'F' },
  { firstOpenedAt: undefined },
  { lastSeenAt: 'yesterday' },
  { lastSection: { id: 's', heading: 'S', part: 2, at } },
  { lastSection: { id: 's', heading: 'x'.repeat(401), at } },
  { otherMarks: { '<b>': mark } },
  { otherMarks: { ab: { ...mark, state: 'x' } } },
  { ticks: { '': { on: true, at } } },
  { ticks: { one: { on: 'yes', at } } },
  { answers: { one: { value: 'x'.repeat(2001), at } } },
  { answers: { one: { value: '', confidence: 101, at } } },
])('both refuse %j', (change) => {
  expect(bothWays(change)).toEqual([false, false])
})
