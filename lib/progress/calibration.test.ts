import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binsOf, brierScore, calibrationOf, guessesOf, type Judged } from './calibration'
import { minute } from './fixtures'
import { mergeRecords } from './merge'
import type { Answer } from './answer-schema'
import { parseRecord } from './schema'
import { answer } from './transitions'

const guess = (confidence: number, right: boolean, at = 0): Judged => ({ confidence, right, at: minute(at) })
const many = (count: number, confidence: number, rights: number) =>
  Array.from({ length: count }, (_, index) => guess(confidence, index < rights, index))
const guessed = (key: string, more: Partial<Answer> = {}) =>
  answer(undefined, { documentId: 'abcdefgh', key, value: 'A cache', at: minute(1), ...more })

test.each([
  ['sure and right', [guess(100, true)], 0],
  ['sure and wrong', [guess(100, false)], 1],
  ['always half sure', [guess(50, true), guess(50, false), guess(50, false)], 0.25],
  ['80 % and right, 70 % and wrong', [guess(80, true), guess(70, false)], (0.04 + 0.49) / 2],
])('the Brier score of %s', (_, judged, score) => {
  expect(brierScore(judged)).toBeCloseTo(score, 12)
})

test('a range holds its lower end, and the last one 100 too', () => {
  const bins = binsOf([guess(0, false), guess(59, true), guess(60, true), guess(90, true), guess(100, false)])
  expect(bins.map(({ from, to, count, right }) => [from, to, count, right])).toEqual([
    [0, 10, 1, 0],
    [50, 60, 1, 1],
    [60, 70, 1, 1],
    [90, 100, 2, 1],
  ])
  expect(bins.at(-1)?.confidence).toBe(95)
})

test('every guess is in one range, which its confidence is in', () => {
  const anyGuess = fc.record({ confidence: fc.double({ min: 0, max: 100, noNaN: true }), right: fc.boolean() })
  fc.assert(
    fc.property(fc.array(anyGuess), (guesses) => {
      const bins = binsOf(guesses.map(({ confidence, right }) => guess(confidence, right)))
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(guesses.length)
      expect(bins.reduce((sum, { right }) => sum + right, 0)).toBe(guesses.filter(({ right }) => right).length)
      for (const { from, to, count, confidence, brier } of bins) {
        expect(count).toBeGreaterThan(0)
        expect(confidence).toBeGreaterThanOrEqual(from - 1e-9)
        expect(confidence).toBeLessThanOrEqual(to + 1e-9)
        expect(brier).toBeGreaterThanOrEqual(0)
        expect(brier).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('nine judged guesses say nothing, ten do', () => {
  expect(calibrationOf(many(9, 70, 7))).toBeUndefined()
  expect(calibrationOf(many(10, 70, 7))?.all).toMatchObject({ count: 10, right: 7, confidence: 70 })
})

test.each([
  ['as sure as right', many(10, 70, 7), 'chance'],
  // Ten coins of 70 % fall 7 times, give or take 1.45; twice that is 2.9.
  ['four too few of ten', many(10, 70, 3), 'surer'],
  ['three of ten beyond, at even odds', many(10, 50, 8), 'chance'],
  ['four of ten beyond, at even odds', many(10, 50, 9), 'less sure'],
  ['certain each time, and wrong once', many(10, 100, 9), 'surer'],
  ['certain each time, and right', many(10, 100, 10), 'chance'],
])('the verdict on %s', (_, judged, verdict) => {
  expect(calibrationOf(judged)?.verdict).toBe(verdict)
})

test('ten at a time, in the order in which they were judged, and the rest', () => {
  const turns = calibrationOf([...many(10, 90, 2), ...many(10, 60, 6), ...many(3, 70, 3)])?.turns
  expect(turns?.map(({ count, right, confidence }) => [count, right, confidence])).toEqual([
    [10, 2, 90],
    [10, 6, 60],
    [3, 3, 70],
  ])
})

test('only guesses with a confidence count, and only those that were judged are judged', () => {
  const records = [
    guessed('a', { value: 'no guess' }),
    { ...guessed('b', { confidence: 80 }), documentId: 'bbbbbbbb' },
    { ...guessed('c', { confidence: 60, right: false, at: minute(3) }), documentId: 'cccccccc' },
    { ...guessed('d', { confidence: 90, right: true, at: minute(2) }), documentId: 'dddddddd' },
  ]
  const progress = Object.fromEntries(records.map((record) => [record.documentId, record]))
  expect(guessesOf(progress)).toEqual({ made: 3, judged: [guess(90, true, 2), guess(60, false, 3)] })
  expect(guessesOf({})).toEqual({ made: 0, judged: [] })
})

test('a judgement made on one device wins over the bare guess on another, in either order', () => {
  const bare = guessed('a', { confidence: 80 })
  const judged = answer(bare, {
    documentId: 'abcdefgh',
    key: 'a',
    value: 'A cache',
    confidence: 80,
    right: true,
    at: minute(1),
  })
  for (const merged of [mergeRecords(bare, judged), mergeRecords(judged, bare)]) {
    expect(merged.answers.a).toMatchObject({ confidence: 80, right: true })
  }
})

test('a stored judgement is read, and one that is none is dropped with its answer', () => {
  const judged = guessed('a', { confidence: 80, right: false })
  expect(parseRecord(judged)?.answers.a?.right).toBe(false)
  const broken = { ...judged, answers: { a: { ...judged.answers.a, right: 'yes' } } }
  expect(parseRecord(broken)?.answers).toEqual({})
})
