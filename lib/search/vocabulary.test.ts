import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVocabulary, isOneEdit } from './vocabulary'

describe('isOneEdit', () => {
  test.each([
    ['leakge', 'leakage'],
    ['leakkage', 'leakage'],
    ['leakafe', 'leakage'],
    ['laekage', 'leakage'],
    ['eakage', 'leakage'],
  ])('%s is one error from %s', (typed, meant) => {
    expect(isOneEdit(typed, meant)).toBe(true)
    expect(isOneEdit(meant, typed)).toBe(true)
  })

  test.each([
    ['leakage', 'leakage'],
    ['lekge', 'leakage'],
    ['abcd', 'badc'],
    ['', 'ab'],
  ])('%s and %s are not', (a, b) => {
    expect(isOneEdit(a, b)).toBe(false)
  })

  test('finds every single insertion', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1, unit: 'binary-ascii' }),
        (text, at, letter) => {
          const place = at % (text.length + 1)
          return isOneEdit(text, text.slice(0, place) + letter + text.slice(place))
        },
      ),
    )
  })
})

describe('createVocabulary', () => {
  test('completes and corrects by what stands in a row now, the most frequent first', () => {
    const vocabulary = createVocabulary()
    for (const [term, rows] of [
      ['leak', 1],
      ['leakage', 3],
      ['leaking', 2],
      ['lead', 5],
      ['gone', 0],
    ] as const) {
      vocabulary.count(vocabulary.numberOf(term), rows)
    }
    expect(vocabulary.completions('leak', 9)).toEqual(['leakage', 'leaking'])
    expect(vocabulary.completions('l', 2)).toEqual(['lead', 'leakage'])
    expect(vocabulary.neighbours('leaf', 9)).toEqual(['lead', 'leak'])
    expect(vocabulary.find('gone')).toBeUndefined()
    vocabulary.count(vocabulary.numberOf('lead'), -5)
    expect(vocabulary.neighbours('leaf', 9)).toEqual(['leak'])
  })
})
