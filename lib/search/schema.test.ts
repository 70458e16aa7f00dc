import { describe, expect, test } from 'vitest'
import { searchQuerySchema } from './schema'

describe('searchQuerySchema', () => {
  test('reads an address', () => {
    expect(
      searchQuerySchema.parse({
        q: ' leakage ',
        kind: 'lesson',
        lesson: ['7', '1'],
        limit: '5',
        offset: '10',
      }),
    ).toEqual({ q: 'leakage', kind: ['lesson'], lesson: [7, 1], limit: 5, offset: 10 })
  })

  test('fills in what is missing or left empty', () => {
    const nothing = { q: '', kind: [], lesson: [], limit: 20, offset: 0 }
    expect(searchQuerySchema.parse({})).toEqual(nothing)
    expect(searchQuerySchema.parse({ q: '', kind: '', lesson: [''], other: 'x' })).toEqual(nothing)
  })

  test.each([
    { q: 'x'.repeat(201) },
    { q: 'w '.repeat(25) },
    { q: ['a', 'b'] },
    { kind: 'draft' },
    { lesson: '13' },
    { lesson: 'x' },
    { limit: 0 },
    { limit: 51 },
    { limit: 'NaN' },
    { offset: 1001 },
    { offset: -1 },
    { offset: 1.5 },
  ])('refuses %j', (given) => {
    expect(searchQuerySchema.safeParse({ q: 'a', ...given }).success).toBe(false)
  })
})
