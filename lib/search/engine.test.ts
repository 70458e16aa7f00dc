import { describe, expect, test } from 'vitest'
import { createEngine, type QueryWord } from './engine'
import { rowOf } from './fixtures'
import { stemOf } from './stem'

const word = (text: string): QueryWord => ({ text, terms: [{ term: stemOf(text), weight: 1 }] })
const idsFor = (engine: ReturnType<typeof createEngine>, ...terms: string[]) =>
  engine
    .candidates(terms.map(word))
    .map(({ documentId }) => documentId)
    .sort()

describe('createEngine', () => {
  test('tells numbers and signs apart', () => {
    const engine = createEngine()
    engine.put(rowOf({ documentId: 'ten', body: '10 c++' }))
    engine.put(rowOf({ documentId: 'hundred', body: '100 c#' }))
    expect(idsFor(engine, '10')).toEqual(['ten'])
    expect(idsFor(engine, '100')).toEqual(['hundred'])
    expect(idsFor(engine, 'c++')).toEqual(['ten'])
    expect(idsFor(engine, 'c#')).toEqual(['hundred'])
    expect(idsFor(engine, 'c')).toEqual([])
  })

  test('does not grow with what was said and is gone', () => {
    const engine = createEngine()
    engine.put(rowOf({ documentId: 'kept', body: 'kept words of another' }))
    for (let edit = 0; edit < 300; edit += 1) {
      engine.put(rowOf({ documentId: 'edited', body: `version${edit} of wording${edit}, kept` }))
    }
    expect(engine.vocabulary.size()).toBeLessThan(12)
    expect(engine.vocabulary.completions('version', 9)).toEqual(['version299'])
    expect(engine.vocabulary.neighbours('wording298', 1, 9)).toEqual(['wording299'])
    expect([idsFor(engine, 'wording299'), idsFor(engine, 'wording298')]).toEqual([['edited'], []])
    expect(idsFor(engine, 'kept')).toEqual(['edited', 'kept'])
  })

  test('says which words a document has, over all its rows', () => {
    const engine = createEngine()
    engine.put(rowOf({ documentId: 'a', place: 0, body: 'leakage' }))
    engine.put(rowOf({ documentId: 'a', place: 1, body: 'baseline' }))
    const [candidate] = engine.candidates([word('drift'), word('leakage'), word('baseline')])
    expect(candidate?.words).toBe(0b110)
  })

  test('expects most of a row that has the word in its title', () => {
    const engine = createEngine()
    engine.put(rowOf({ documentId: 'body', body: 'on leakage and more' }))
    engine.put(rowOf({ documentId: 'title', title: 'Leakage' }))
    const [first] = engine.candidates([word('leakage')]).sort((a, b) => b.impact - a.impact)
    expect(first?.documentId).toBe('title')
  })

  test('forgets a removed row and takes a new one in its place', () => {
    const engine = createEngine()
    engine.put(rowOf({ documentId: 'a', body: 'old words' }))
    engine.put(rowOf({ documentId: 'a', body: 'new words' }))
    expect(idsFor(engine, 'old')).toEqual([])
    expect(idsFor(engine, 'new')).toEqual(['a'])
    expect(engine.vocabulary.frequency('word')).toBe(1)
    engine.remove('a#0')
    engine.remove('a#0')
    expect(idsFor(engine, 'words')).toEqual([])
    expect(engine.rowsOf('a')).toEqual([])
    engine.put(rowOf({ documentId: 'b', body: 'words' }))
    expect(idsFor(engine, 'words')).toEqual(['b'])
  })

  test('holds words that are names of what every object has', () => {
    const engine = createEngine()
    engine.put(rowOf({ documentId: 'a', body: 'constructor __proto__ hasOwnProperty toString' }))
    expect(idsFor(engine, 'constructor')).toEqual(['a'])
    expect(idsFor(engine, 'valueof')).toEqual([])
    expect(idsFor(engine, 'proto')).toEqual(['a'])
  })
})
