import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bitsOf, isWithin, lettersOf } from './edits'

describe('isWithin', () => {
  test.each([
    ['leakge', 'leakage'],
    ['leakkage', 'leakage'],
    ['leakafe', 'leakage'],
    ['laekage', 'leakage'],
    ['eakage', 'leakage'],
    ['leakage', 'leakage'],
  ])('%s is at most one error from %s', (typed, meant) => {
    expect(isWithin(1, typed, meant)).toBe(true)
    expect(isWithin(1, meant, typed)).toBe(true)
  })

  test.each([
    ['lekge', 'leakage'],
    ['abcd', 'badc'],
    ['', 'ab'],
    ['calibraiton', 'callibration'],
  ])('%s is two from %s', (a, b) => {
    expect([isWithin(1, a, b), isWithin(2, a, b), isWithin(2, b, a)]).toEqual([false, true, true])
  })

  test('three are too many', () => {
    expect(isWithin(2, 'calibraiton', 'collibration')).toBe(false)
  })

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), maxLength: 12 })

  test('finds every letter put in, and every two, and what may be near by its letters alone', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.nat(), fc.constantFrom('a', 'b', 'x', 'y'), (text, first, second, letter) => {
        const put = (into: string, at: number) => {
          const place = at % (into.length + 1)
          return into.slice(0, place) + letter + into.slice(place)
        }
        const [once, twice] = [put(text, first), put(put(text, first), second)]
        expect(isWithin(1, text, once)).toBe(true)
        expect(isWithin(2, text, twice)).toBe(true)
        expect(bitsOf(lettersOf(text) ^ lettersOf(twice))).toBeLessThanOrEqual(4)
      }),
    )
  })
})
