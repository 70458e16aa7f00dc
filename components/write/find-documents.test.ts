import { expect, test } from 'vitest'
import { chosenOf, type Found } from './find-documents'

const found: Found[] = ['Flu', 'Fly'].map((title) => ({
  id: title,
  title,
  url: `/${title}`,
  kind: 'lesson',
  lessons: [1],
}))

test('what Enter takes is of the list that answers what is typed now', () => {
  expect(chosenOf({ q: 'fl', found }, { typed: ' fl ', at: 1 })?.title).toBe('Fly')
})

test('Enter takes nothing while the list still answers what was typed before', () => {
  expect(chosenOf({ q: 'f', found }, { typed: 'fl', at: 0 })).toBeUndefined()
})
