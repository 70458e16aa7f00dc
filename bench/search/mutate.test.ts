import { describe, expect, test } from 'vitest'
import { editDistance } from './edit-distance'
import { edited, withBeginning, withTwoTypos, withTypo } from './mutate'
import { randomFrom, seedOf } from './random'

const many = Array.from({ length: 500 }, (_, seed) => seed)

describe('edited', () => {
  test('is always one edit away, anywhere in the word', () => {
    const all = many.map((seed) => edited('gradient', randomFrom(seed)))
    expect(all.filter((word) => editDistance('gradient', word) !== 1)).toEqual([])
    expect(new Set(all.map(({ length }) => length))).toEqual(new Set([7, 8, 9]))
    expect(all.some((word) => !word.startsWith('g'))).toBe(true)
    expect(all.some((word) => !word.endsWith('t'))).toBe(true)
    expect(all).toContain('rgadient')
  })

  test('changes a word of equal letters too', () => {
    expect(many.map((seed) => edited('aaaa', randomFrom(seed)))).not.toContain('aaaa')
  })
})

describe('withTypo', () => {
  test('changes one word of four letters or more that tells something', () => {
    for (const seed of many) {
      const words = withTypo('what does a leak do with it, then?', randomFrom(seed))?.split(' ') ?? []
      expect(editDistance('leak', words[3] ?? '')).toBe(1)
      expect(words.toSpliced(3, 1).join(' ')).toBe('what does a do with it, then?')
    }
  })

  test('is the same for the same seed, and nothing where no word can be changed', () => {
    const typed = () => withTypo('label noise in test sets', randomFrom(seedOf('typo q1')))
    expect(typed()).toBe(typed())
    expect(withTypo('what is a PCA', randomFrom(1))).toBeUndefined()
    expect(withTypo('', randomFrom(1))).toBeUndefined()
  })
})

test('withTwoTypos makes two errors in one long word', () => {
  const all = many.map((seed) => withTwoTypos('tiny autograd', randomFrom(seed)) ?? '')
  expect(all.filter((query) => !query.startsWith('tiny '))).toEqual([])
  expect(new Set(all.map((query) => editDistance('tiny autograd', query)))).toEqual(new Set([2]))
  expect(withTwoTypos('seven letters', randomFrom(1))).toBeUndefined()
})

test.each([
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['sceptic', 'scpetic', 1],
  ['leak', 'leak', 0],
  ['ca', 'abc', 3],
])('editDistance of %s and %s is %i', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance)
})

test('withBeginning leaves half of the last word, three letters at least, and nothing after it', () => {
  expect(withBeginning('label leakage')).toBe('label leak')
  expect(withBeginning('what is drift?')).toBe('what is dri')
  expect(withBeginning('bias test')).toBe('bias tes')
  expect(withBeginning('what is R')).toBeUndefined()
  expect(withBeginning('10')).toBeUndefined()
})
