import { describe, expect, test } from 'vitest'
import { ndcgAt, recallAt, reciprocalRankAt, successAt } from './metrics'

const relevant = new Map([
  ['a', 3],
  ['b', 1],
  ['c', 2],
])

describe('ndcgAt', () => {
  test('is 1 for the ideal order', () => {
    expect(ndcgAt(10, ['a', 'c', 'b', 'x'], relevant)).toBe(1)
  })

  test('has linear gain and a logarithmic discount', () => {
    // x at 1, b at 2, a at 3: 1 / log2(3) + 3 / log2(4) = 0.6309 + 1.5; ideal: 3 + 2 / log2(3) + 1 / 2 = 4.7619
    expect(ndcgAt(10, ['x', 'b', 'a'], relevant)).toBeCloseTo(2.1309 / 4.7619, 4)
  })

  test('cuts both the order and the ideal one', () => {
    // Cut at 2: c and b give 2 + 1 / log2(3); ideal is 3 + 2 / log2(3).
    expect(ndcgAt(2, ['c', 'b', 'a'], relevant)).toBeCloseTo(2.6309 / 4.2619, 4)
  })

  test('counts a document once, at its best rank', () => {
    // a at 1; its second place is c's then.
    expect(ndcgAt(2, ['a', 'a', 'c'], relevant)).toBe(1)
  })

  test('is 0 without a relevant document', () => {
    expect(ndcgAt(10, [], relevant)).toBe(0)
    expect(ndcgAt(10, ['x'], relevant)).toBe(0)
  })
})

test('reciprocalRankAt takes the first relevant document, however relevant, within the cut', () => {
  expect(reciprocalRankAt(10, ['x', 'y', 'b', 'a'], relevant)).toBeCloseTo(1 / 3)
  expect(reciprocalRankAt(2, ['x', 'y', 'b'], relevant)).toBe(0)
  expect(reciprocalRankAt(2, ['x', 'x', 'b'], relevant)).toBe(1 / 2)
})

test('successAt asks for any relevant document within the cut', () => {
  expect(successAt(1, ['x', 'b'], relevant)).toBe(0)
  expect(successAt(2, ['x', 'b'], relevant)).toBe(1)
})

test('recallAt is the share of all relevant documents', () => {
  expect(recallAt(3, ['x', 'a', 'b', 'c'], relevant)).toBeCloseTo(2 / 3)
  expect(recallAt(100, ['c', 'b', 'a'], relevant)).toBe(1)
})
