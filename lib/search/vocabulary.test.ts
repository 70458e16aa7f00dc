import { describe, expect, test } from 'vitest'
import { createVocabulary } from './vocabulary'

describe('createVocabulary', () => {
  test('completes and corrects by what stands in a row now, the most frequent first', () => {
    const vocabulary = createVocabulary()
    const count = (word: string, by: 1 | -1) =>
      vocabulary.count(new Set([word]), new Set([vocabulary.termOf(word)]), by)
    for (const [word, rows] of Object.entries({ leak: 1, leakage: 3, leaking: 2, lead: 5, 'leak.x': 9, gone: 0 })) {
      vocabulary.termOf(word)
      for (let row = 0; row < rows; row += 1) count(word, 1)
    }
    expect(vocabulary.completions('leak', 9)).toEqual(['leakage', 'leaking'])
    expect(vocabulary.completions('leak.', 9)).toEqual(['leak.x'])
    expect(vocabulary.completions('l', 2)).toEqual(['lead', 'leakage'])
    expect(vocabulary.neighbours('leaf', 1, 9)).toEqual(['lead', 'leak'])
    expect(vocabulary.neighbours('lekaeg', 2, 9)).toEqual(['leakage'])
    expect(vocabulary.frequency('leak')).toBe(3)
    expect(vocabulary.find('gone')).toBeUndefined()
    for (let row = 0; row < 5; row += 1) count('lead', -1)
    expect(vocabulary.neighbours('leaf', 1, 9)).toEqual(['leak'])
  })
})
