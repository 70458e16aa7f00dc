import { expect, test } from 'vitest'
import { searchQuerySchema } from '@/lib/search/schema'
import { searchAddress } from './address'

const given = {
  q: 'a & b "c"',
  kind: ['lesson', 'postmortem'],
  lesson: ['7', '12'],
  severity: ['near-miss'],
  class: ['none of these'],
  tag: ['data join', 'C++'],
  author: ['Ada Lovelace'],
  year: ['2025'],
  is: ['unread', 'open'],
  before: '2026-11-30',
  after: '2025-01-01',
  limit: '5',
}

test('an address keeps every filter, and reads back as the same query', () => {
  const query = searchQuerySchema.parse(given)
  const { searchParams } = new URL(searchAddress({ ...query, offset: 40 }), 'http://localhost')
  const read = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]))
  const one = (name: string) => searchParams.get(name) ?? undefined
  const back = { ...read, q: one('q'), before: one('before'), after: one('after'), limit: one('limit') }
  expect(searchQuerySchema.parse({ ...back, offset: one('offset') })).toEqual({ ...query, offset: 40 })
})

test('what has its default is left out', () => {
  expect(searchAddress(searchQuerySchema.parse({ q: 'leakage' }))).toBe('/search?q=leakage')
})
