import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf, trifle } from './difference'

const text = (...paragraphs: string[]) => paragraphs.join('\n\n')
const sideOf = (side: 'before' | 'after', places: ReturnType<typeof differenceOf>['places']) =>
  places.map((runs) =>
    runs
      .filter((run) => run.in !== (side === 'before' ? 'after' : 'before'))
      .map((run) => run.text)
      .join(''),
  )

test('the same text, however its lines end and its paragraphs are spaced, has no difference', () => {
  expect(differenceOf(text('One.', 'Two.'), 'One.\r\n\r\n\r\nTwo.\r\n')).toEqual({ words: 0, places: [] })
})

test('a word that is mended counts twice, once gone and once come, and is a trifle', () => {
  const { words, places } = differenceOf(text('A baselin first.', 'Same.'), text('A baseline first.', 'Same.'))
  expect(words).toBe(2)
  expect(words).toBeLessThanOrEqual(trifle)
  expect(places).toEqual([
    [
      { text: 'A ', in: 'both' },
      { text: 'baselin', in: 'before' },
      { text: 'baseline', in: 'after' },
      { text: ' first.', in: 'both' },
    ],
  ])
})

test('a paragraph that came or went counts with all its words, and the others are left out', () => {
  const added = differenceOf(text('One.', 'Two.'), text('One.', 'A new paragraph of seven plain words.', 'Two.'))
  expect(added).toEqual({ words: 7, places: [[{ text: 'A new paragraph of seven plain words.', in: 'after' }]] })
  expect(differenceOf(text('One.', 'Gone now.'), 'One.').places).toEqual([[{ text: 'Gone now.', in: 'before' }]])
})

test('a fenced block is one paragraph', () => {
  const code = (line: string) => text('Look:', '```py\na = 1', `${line}\n\`\`\``, 'After.')
  expect(differenceOf(code('b = 2'), code('b = 3')).places).toHaveLength(1)
})

test('very long paragraphs are shown whole', () => {
  const [before, after] = ['a ', 'b '].map((word) => word.repeat(3000).trim())
  const { words, places } = differenceOf(before ?? '', after ?? '')
  expect(words).toBe(6000)
  expect(places[0]).toHaveLength(2)
})

test('what is shown of each side is that side’s text', () => {
  const words = fc.array(fc.constantFrom('one', 'two', 'three', 'four.', 'Five'), { minLength: 1, maxLength: 12 })
  const paragraphs = fc.array(
    words.map((list) => list.join(' ')),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(paragraphs, paragraphs, (before, after) => {
      const { places } = differenceOf(text(...before), text(...after))
      for (const place of sideOf('before', places)) expect(text(...before)).toContain(place)
      for (const place of sideOf('after', places)) expect(text(...after)).toContain(place)
    }),
  )
})
