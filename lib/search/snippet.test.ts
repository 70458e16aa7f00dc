import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QueryWord } from './engine'
import { rowOf } from './fixtures'
import { stemOf } from './stem'
import { snippetOf, snippetOfRow } from './snippet'

const words = (...list: string[]): QueryWord[] =>
  list.map((text) => ({ text, terms: [{ term: stemOf(text), weight: 1 }] }))
const plain = (parts: { text: string }[]) => parts.map(({ text }) => text).join('')
const marked = (parts: { text: string; match: boolean }[]) => parts.filter(({ match }) => match).map(({ text }) => text)

describe('snippetOf', () => {
  test('gives a short text whole, with its matches', () => {
    expect(snippetOf('The Leakage was in the split.', words('leakage', 'split'))).toEqual([
      { text: 'The ', match: false },
      { text: 'Leakage', match: true },
      { text: ' was in the ', match: false },
      { text: 'split', match: true },
      { text: '.', match: false },
    ])
  })

  test('cuts a window around the most words, between words, with ellipses', () => {
    const text = `${'far away drift '.repeat(30)}then leakage met a baseline here ${'and so on '.repeat(40)}`
    const parts = snippetOf(text, words('drift', 'leakage', 'baseline'))
    expect(marked(parts)).toEqual(expect.arrayContaining(['leakage', 'baseline']))
    expect(plain(parts)).toMatch(/^… (?:far|away|drift) /)
    expect(plain(parts)).toMatch(/ (?:and|so|on) …$/)
    expect(plain(parts).length).toBeLessThanOrEqual(170)
  })

  test('shows the beginning when nothing matches, and nothing of nothing', () => {
    expect(plain(snippetOf('word '.repeat(100).trim(), words('other')))).toMatch(/^word word .*word …$/)
    expect(snippetOf('', words('other'))).toEqual([])
  })

  test('hands markup on as the text it is', () => {
    const text = '<img src=x onerror=alert(1)> leakage'
    expect(plain(snippetOf(text, words('leakage')))).toBe(text)
  })

  test('is a piece of the text whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.constantFrom('a', 'b1', 'ä'), (text, word) => {
        const parts = snippetOf(text, words(word))
        return (
          text.includes(
            plain(parts)
              .replace(/^… (?=.)/s, (found) => (text.startsWith(found) ? found : ''))
              .replace(/ …$/, ''),
          ) && parts.every(({ text: part }) => part !== '')
        )
      }),
    )
  })
})

describe('snippetOfRow', () => {
  test('comes from the body unless the summary or the code has more of the words', () => {
    const row = rowOf({
      documentId: 'a',
      body: 'On drift.',
      summary: 'On drift and skew.',
      code: 'drift = skew + label',
    })
    expect(plain(snippetOfRow(row, words('drift')))).toBe('On drift.')
    expect(plain(snippetOfRow(row, words('drift', 'skew')))).toBe('On drift and skew.')
    expect(plain(snippetOfRow(row, words('drift', 'skew', 'label')))).toBe('drift = skew + label')
  })
})
