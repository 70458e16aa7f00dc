import { describe, expect, test } from 'vitest'
import { createEngine, type Row } from './engine'
import { rowOf } from './fixtures'
import { prepareQuery } from './query'
import { answering, order } from './rank'

function ranked(query: string, rows: Row[], page = { offset: 0, limit: 1000 }) {
  const engine = createEngine()
  rows.forEach(engine.put)
  const { words } = prepareQuery(query, engine.vocabulary)
  return order({ found: answering(words, engine), words, engine, ...page })
}
const ids = (...given: Parameters<typeof ranked>) => ranked(...given).map(({ documentId }) => documentId)
const filler = Array.from({ length: 30 }, (_, index) =>
  rowOf({ documentId: `filler-${index}`, body: `nothing of note ${index}` }),
)

describe('order', () => {
  test('weighs title, heading, tags, summary, body and code in this order', () => {
    const fields = ['code', 'body', 'summary', 'tags', 'heading', 'title'] as const
    const rows = fields.map((field) => rowOf({ documentId: `in-${field}`, [field]: 'leakage' }))
    expect(ids('leakage ', [...rows, ...filler])).toEqual([...fields].reverse().map((field) => `in-${field}`))
  })

  test('puts documents with all words first, even when one word is in a title', () => {
    const rows = [
      rowOf({ documentId: 'title', title: 'Leakage leakage', body: 'leakage leakage' }),
      rowOf({ documentId: 'both', body: `leakage ${'and much else '.repeat(80)} baseline`, code: 'x' }),
    ]
    expect(ids('leakage baseline ', [...rows, ...filler])).toEqual(['both', 'title'])
  })

  test('does not lose a long text that says it all among short ones that say a part', () => {
    const long = `leakage and drift and a baseline and the split ${'and much else '.repeat(500)}`
    const short = ['leakage split', 'drift baseline', 'split drift'].map((body) => rowOf({ documentId: body, body }))
    expect(
      ids('leakage drift baseline split ', [rowOf({ documentId: 'long', body: long }), ...short, ...filler])[0],
    ).toBe('long')
  })

  test('finds words spread over sections and shows the best section, once for each document', () => {
    const rows = [
      rowOf({ documentId: 'a', place: 0, title: 'On splits', body: 'intro' }),
      rowOf({
        documentId: 'a',
        place: 1,
        title: 'On splits',
        heading: 'Temporal leakage',
        body: 'leakage in time',
        anchor: 'temporal',
      }),
      rowOf({
        documentId: 'a',
        place: 2,
        title: 'On splits',
        heading: 'Baselines',
        body: 'a baseline and leakage',
      }),
    ]
    const found = ranked('temporal leakage baseline', [...rows, ...filler])
    expect(found).toHaveLength(1)
    expect(found[0]?.rows[0]?.row.anchor).toBe('temporal')
  })

  test('leads to the document itself when only the title has the word', () => {
    const rows = [0, 1, 2].map((place) =>
      rowOf({ documentId: 'a', place, title: 'Leakage', heading: place ? `Part ${place}` : '' }),
    )
    expect(ranked('leakage', [...rows, ...filler])[0]?.rows[0]?.row.place).toBe(0)
  })

  test('prefers words that stand together', () => {
    const rows = [
      rowOf({ documentId: 'apart', body: 'label one two three four five six seven eight noise' }),
      rowOf({ documentId: 'together', body: 'one two three four label noise five six seven eight' }),
    ]
    expect(ids('label noise', [...rows, ...filler])[0]).toBe('together')
  })

  test('keeps equal answers in the order of their ids, and pages never overlap', () => {
    const rows = Array.from({ length: 300 }, (_, index) =>
      rowOf({ documentId: `d${String(index).padStart(3, '0')}`, body: 'same words' }),
    )
    const all = ids('same words', [...rows].reverse())
    expect(all).toEqual(rows.map(({ documentId }) => documentId))
    const paged = [0, 100, 110, 130, 230].flatMap((offset, index, offsets) =>
      ids('same words', rows, { offset, limit: (offsets[index + 1] ?? 300) - offset }),
    )
    expect(paged).toEqual(all)
  })

  test('scores never rise down the list', () => {
    const rows = Array.from({ length: 260 }, (_, index) =>
      rowOf({
        documentId: `d${index}`,
        title: index % 7 ? '' : 'drift',
        body: `drift ${'x '.repeat(index % 40)} ${index % 3 ? 'skew' : ''}`,
      }),
    )
    const scores = ranked('drift skew', rows).map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })
})

describe('answering', () => {
  const found = (query: string, rows: Row[]) => ids(query, rows).length

  test('puts those with all words of a short query first, and others after them', () => {
    const both = Array.from({ length: 10 }, (_, index) => rowOf({ documentId: `both-${index}`, body: 'drift skew' }))
    expect(ids('drift skew', [...both, rowOf({ documentId: 'a', title: 'drift' })]).at(-1)).toBe('a')
  })

  test('leaves out what has next to nothing of the query', () => {
    const rows = [
      rowOf({ documentId: 'four', body: 'drift skew label noise' }),
      ...Array.from({ length: 20 }, (_, index) => rowOf({ documentId: `common-${index}`, body: 'drift' })),
    ]
    expect(ids('drift skew label noise', rows)).toEqual(['four'])
  })

  test('says that nothing is close when most of the query is unknown', () => {
    const rows = Array.from({ length: 20 }, (_, index) => rowOf({ documentId: `d${index}`, body: 'drift' }))
    expect(found('drift zzzz xxxx wwww', rows)).toBe(0)
  })
})
