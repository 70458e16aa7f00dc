import { describe, expect, test } from 'vitest'
import { analyse, tokenise } from './analyse'

describe('analyse', () => {
  test.each([
    ['0.94 and 94', ['0.94', '94']],
    ['10 100 1,000', ['10', '100', '1000']],
    ['C++, C# and C', ['c++', 'c#', 'c']],
    ['Überanpassung naïve', ['uberanpassung', 'naive']],
    ['the model’s score', ['model', 'score']],
    ['sceptic,bad', ['sceptic', 'bad']],
    ['train-serve skew', ['train', 'serve', 'skew']],
    ['DataFrame', ['dataframe', 'data', 'frame']],
    ['train_test_split', ['train_test_split', 'train', 'test', 'split']],
    ['np.mean', ['np.mean', 'np', 'mean']],
    ['It is what it is: we’ll see, isn’t it?', ['see']],
    ['A shell well, and she’ll', ['shell', 'well']],
    ['#hashtag +++', ['hashtag']],
  ])('%s', (text, terms) => {
    expect(analyse(text)).toEqual(terms)
  })

  test('tells where a word stands in the text as written', () => {
    const text = 'Größe: café!'
    expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Größe', 'café'])
  })

  test('leaves out what nobody types, such as encoded data', () => {
    expect(analyse(`key ${'a'.repeat(5000)}`)).toEqual(['key'])
  })
})
