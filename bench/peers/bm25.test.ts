import { describe, expect, test } from 'vitest'
import type { Document } from '../search/collection'
import { createBm25, type Field } from './bm25'

const documentOf = (id: string, text: string, title = ''): Document => ({ id, title, text, tags: [] })
const analyse = (text: string) => text.split(' ').filter(Boolean)
const body: Field = { of: ({ text }) => text, weight: 1, b: 0.75 }
const title: Field = { of: (document) => document.title, weight: 3, b: 0.5 }
const search = (documents: Document[], query: string, given: { fields?: Field[]; nearness?: number } = {}) =>
  createBm25({ documents, fields: [body], nearness: 0, analyse, ...given })(query)

describe('createBm25', () => {
  test('prefers rare words, more of them, and shorter documents', () => {
    const documents = [
      documentOf('common', 'data data data'),
      documentOf('rare', 'leak data x'),
      documentOf('none', 'x y z'),
    ]
    expect(search(documents, 'leak data')).toEqual(['rare', 'common'])
    expect(search([documentOf('long', 'leak a b c d e f'), documentOf('short', 'leak a')], 'leak')).toEqual([
      'short',
      'long',
    ])
    expect(search([documentOf('once', 'leak a b'), documentOf('twice', 'leak leak b')], 'leak')).toEqual([
      'twice',
      'once',
    ])
  })

  test('weighs fields', () => {
    const documents = [documentOf('text', 'leak', 'other'), documentOf('title', 'other', 'leak')]
    expect(search(documents, 'leak', { fields: [title, body] })).toEqual(['title', 'text'])
  })

  test('prefers words that stand near each other, in either order', () => {
    const documents = [documentOf('far', 'leak a b c d test'), documentOf('near', 'a b test leak c d')]
    expect(search(documents, 'leak test')).toEqual(['far', 'near'])
    expect(search(documents, 'leak test', { nearness: 0.3 })).toEqual(['near', 'far'])
  })

  test('finds nothing for words that no document has', () => {
    expect(search([documentOf('a', 'b')], 'c')).toEqual([])
    expect(search([documentOf('a', 'b')], '')).toEqual([])
  })
})
