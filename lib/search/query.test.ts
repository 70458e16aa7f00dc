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

  test('takes singular and plural for the same', () => {
    expect(terms('leak ')).toEqual([['leaks']])
    expect(terms('gradient ')).toEqual([['gradient', 'gradients']])
  })

  test('finishes the last word only', () => {
    expect(terms('accur leak')).toEqual([[], ['leaks', 'leakage']])
    expect(terms('leakag ')).toEqual([['leakage']])
  })

  test('never finishes a number or a known letter', () => {
    expect(terms('10')).toEqual([[]])
    expect(terms('k')).toEqual([['k']])
    expect(terms('t')).toEqual([['theorem']])
  })

  test('drops small words, unless there is nothing else', () => {
    expect(terms('what is the leakage of')).toEqual([['leakage']])
    expect(terms('the')).toEqual([['theorem']])
    expect(terms('on')).toEqual([['online']])
  })

  test('falls back to the parts of an unknown identifier', () => {
    expect(terms('sklearn.model_selection ')).toEqual([['model_selection', 'model', 'selection']])
  })

  test('reads a word once and at most twenty-four of them', () => {
    expect(prepare('leakage Leakage LEAKAGE').words).toHaveLength(1)
    expect(prepare(Array.from({ length: 60 }, (_, index) => `w${index}`).join('-')).words).toHaveLength(24)
  })
})
