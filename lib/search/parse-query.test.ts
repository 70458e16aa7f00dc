import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from './parse-query'

const parse = (query: string) => {
  const { text, filters, ...rest } = parseQuery(query)
  const given = Object.entries(filters).filter(([, value]) => value !== undefined && value.length !== 0)
  return { words: text.split(/\s+/).filter(Boolean).join(' '), ...rest, filters: Object.fromEntries(given) }
}

describe('parseQuery', () => {
  test.each([
    ['drift lesson:7 kind:postmortem', 'drift', { lesson: [7], kind: ['postmortem'] }],
    ['is:postmortem IS:open is:unread', '', { kind: ['postmortem'], is: ['open', 'unread'] }],
    [
      'tag:"data join" severity:major class:evaluation',
      '',
      { tag: ['data join'], severity: ['major'], class: ['evaluation'] },
    ],
    ['author:Ada lesson:1 lesson:2', '', { author: ['Ada'], lesson: [1, 2] }],
    ['before:2026-02-01 after:2025-12-31 skew', 'skew', { before: '2026-02-01', after: '2025-12-31' }],
  ])('reads the filters of %s', (query, words, filters) => {
    expect(parse(query)).toEqual({ words, phrases: [], without: [], filters })
  })

  test.each([
    'colour:red',
    'lesson:13',
    'kind:draft',
    'is:nothing',
    'before:yesterday',
    'http://a.b',
    'lesson:',
    '-lesson:7',
    ':',
  ])('takes %s for plain words', (query) => {
    expect(parse(query)).toEqual({ words: query, phrases: [], without: [], filters: {} })
  })

  test('tells phrases and what is not wanted; the phrase is searched for as well', () => {
    expect(parse('"label noise" drift -survey -"toy data"')).toEqual({
      words: 'label noise drift',
      phrases: ['label noise'],
      without: ['survey', 'toy data'],
      filters: {},
    })
  })

  test.each([
    ['an open "quotation', 'an open "quotation'],
    ['self-driving -5 - x""', 'self-driving -5 - x""'],
  ])('leaves %s as it is', (query, words) => {
    expect(parse(query)).toMatchObject({ words, phrases: [], without: [] })
  })

  test('reads anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => typeof parseQuery(query).text === 'string'),
    )
  })
})
