import { expect, test } from 'vitest'
import { stemOf } from './stem'

test.each([
  ['leaks', 'leak'],
  ['classes', 'class'],
  ['queries', 'query'],
  ['generalises', 'generalise'],
  ['overfitting', 'overfitted'],
])('%s is found by %s', (one, other) => {
  expect(stemOf(one)).toBe(stemOf(other))
})

test.each(['0.01', 'c++', 'c#', 'k', 'train_test_split', 'resnet50'])('%s stays what it is', (word) => {
  expect(stemOf(word)).toBe(word)
})
