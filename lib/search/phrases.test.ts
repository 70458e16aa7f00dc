import { expect, test } from 'vitest'
import { createEngine } from './engine'
import { rowOf } from './fixtures'
import { testPhrases } from './phrases'

const texts = {
  plain: 'The target leakage was found. It was no drift.',
  gap: 'The target of the leakage was found.',
  apart: 'Leakage of a target.',
  accent: 'A naïve model, and the café’s menu.',
  apostrophe: "The model's score; 'quoted' words don't matter.",
  code: 'Call train_test_split, then model.fit on 1,000 rows.',
  forms: 'Models were modelled.',
}

function matching(given: { phrases?: string[]; without?: string[] }): string[] {
  const engine = createEngine()
  for (const [documentId, body] of Object.entries(texts)) engine.put(rowOf({ documentId, body }))
  const has = testPhrases({ phrases: [], without: [], ...given }, engine)
  return engine.everyDocument().flatMap((one) => (!has || has(one) ? [one.documentId] : []))
}

test.each([
  ['target leakage', ['plain']],
  ['target of the leakage', ['gap']],
  ['TARGET  LEAKAGE', ['plain']],
  ['leakage was found. It', ['plain']],
  ['naive model', ['accent']],
  ['naïve', ['accent']],
  ['cafe', ['accent']],
  ['model', ['accent', 'apostrophe']],
  ["model's", ['accent', 'apostrophe']],
  ['quoted words', ['apostrophe']],
  ["don't matter", ['apostrophe']],
  ['train_test_split', ['code']],
  ['test_split', []],
  ['model.fit', ['code']],
  ['fit on', []],
  ['1,000 rows', ['code']],
  ['models', ['forms']],
  ['modelling', []],
  ['the', ['plain', 'gap', 'accent', 'apostrophe']],
  [' ', Object.keys(texts)],
  ['(', Object.keys(texts)],
])('a phrase stands word for word: %s', (phrase, ids) => {
  expect(matching({ phrases: [phrase] })).toEqual(ids)
})

test('what is not wanted is told by the same rule, and all of it counts', () => {
  expect(matching({ without: [' ', '('] })).toEqual(Object.keys(texts))
  expect(matching({ without: ['model', 'target leakage'] })).toEqual(['gap', 'apart', 'code', 'forms'])
  expect(matching({ phrases: ['leakage'], without: ['drift', 'of the'] })).toEqual(['apart'])
})
