import { describe, expect, test } from 'vitest'
import { createEngine } from './engine'
import { rowOf } from './fixtures'
import { prepareQuery } from './query'

const engine = createEngine()
engine.put(
  rowOf({
    documentId: 'a',
    body: 'leakage leaks online theorem 100 model_selection accuracy k kernel gradient gradients',
  }),
)
engine.put(rowOf({ documentId: 'b', body: 'leakage' }))

const prepare = (query: string) => prepareQuery(query, engine.vocabulary)
const terms = (query: string) => prepare(query).words.map((word) => word.terms.map(({ term }) => term))

describe('prepareQuery', () => {
  test.each([
    ['leakge in', 'leakage in'],
    ['  Leakge', '  leakage'],
    ['accuracy, leakgae!', 'accuracy, leakage!'],
  ])('corrects %s', (query, suggestion) => {
    expect(prepare(query).suggestion).toBe(suggestion)
  })

  test.each(['leakage', 'lek', 'leaka', '101', 'leakage in', 'zzzzzz', ''])('leaves %s as it is', (query) => {
    expect(prepare(query).suggestion).toBeUndefined()
  })

  test('counts no small words among those it looks at', () => {
    expect(terms(`${'the of and '.repeat(20)}gradient `)).toEqual([['gradient']])
  })

  test('takes the forms of a word for the same', () => {
    expect(terms('leaking ')).toEqual([['leak']])
    expect(terms('gradients ')).toEqual([['gradient']])
  })

  test('allows two errors in a long word, when one is not enough', () => {
    expect(prepare('theorrm ').suggestion).toBe('theorem ')
    expect(prepare('acuraccy ').suggestion).toBe('accuracy ')
    expect(prepare('thoerrm ').suggestion).toBeUndefined()
  })

  test('finishes the last word only', () => {
    expect(terms('accur leak')).toEqual([[], ['leak', 'leakag']])
    expect(terms('leakag ')).toEqual([['leakag']])
  })

  test('never finishes a number or a known letter', () => {
    expect(terms('10')).toEqual([[]])
    expect(terms('k')).toEqual([['k']])
    expect(terms('t')).toEqual([['theorem']])
  })

  test('drops small words, unless there is nothing else', () => {
    expect(terms('what is the leakage of')).toEqual([['leakag']])
    expect(terms('the')).toEqual([['theorem']])
    expect(terms('on')).toEqual([['onlin']])
  })

  test('falls back to the parts of an unknown identifier', () => {
    expect(terms('sklearn.model_selection ')).toEqual([['model_selection', 'model', 'select']])
  })

  test('reads a word once and at most twenty-four of them', () => {
    expect(prepare('leakage Leakage LEAKAGE').words).toHaveLength(1)
    expect(prepare(Array.from({ length: 60 }, (_, index) => `w${index}`).join('-')).words).toHaveLength(24)
  })
})
