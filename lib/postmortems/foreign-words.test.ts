import { expect, test } from 'vitest'
import { toDay, toSeverity, toStatus, toWords } from './foreign-words'

test.each([
  ['critical', 'critical'],
  ['P0', 'critical'],
  ['SEV1', 'critical'],
  ['Sev-1', 'critical'],
  ['sev 0', 'critical'],
  ['High', 'major'],
  ['p1', 'major'],
  ['SEV-2', 'major'],
  ['medium', 'minor'],
  ['low', 'minor'],
  ['SEV3', 'minor'],
  ['Near miss', 'near-miss'],
  ['near_miss', 'near-miss'],
  ['apocalyptic', undefined],
  [1, undefined],
  [null, undefined],
])('the severity %j is %s', (word, severity) => {
  expect(toSeverity(word)).toBe(severity)
})

test.each([
  ['Resolved', 'closed'],
  ['done', 'closed'],
  ['published', 'published'],
  ['Open', 'published'],
  ['draft', 'draft'],
  ['on hold', undefined],
])('the status %j is %s', (word, status) => {
  expect(toStatus(word)).toBe(status)
})

test.each([
  ['2025-09-29', '2025-09-29'],
  ['2025-09-29T23:30:00-07:00', '2025-09-29'],
  ['2025-9-2 10:00', '2025-09-02'],
  ['2025/09/29', '2025-09-29'],
  ['29 September 2025', '2025-09-29'],
  ['September 29, 2025', '2025-09-29'],
  ['Mon, 1st Sep 2025', '2025-09-01'],
  ['09/10/2025', undefined],
  ['last Tuesday', undefined],
  ['2025-09-291', undefined],
  [20250929, undefined],
])('the date %j is the day %s', (value, day) => {
  expect(toDay(value)).toBe(day)
})

test('words come from lists, from commas, and from names', () => {
  expect(toWords(['a', ' b ', 'a', '', 7])).toEqual(['a', 'b', '7'])
  expect(toWords('a, b,, c')).toEqual(['a', 'b', 'c'])
  expect(toWords([{ name: 'Ada' }, { title: 'Dr. Ben' }, { url: 'x' }])).toEqual(['Ada', 'Dr. Ben'])
  expect(toWords(null)).toEqual([])
})
