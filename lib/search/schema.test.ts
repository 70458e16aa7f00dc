import { describe, expect, test } from 'vitest'
import { searchQuerySchema } from './schema'

const noFilters = { kind: [], lesson: [], severity: [], class: [], tag: [], author: [], year: [], is: [] }

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
    ).toEqual({ ...noFilters, q: 'leakage', kind: ['lesson'], lesson: [7, 1], limit: 5, offset: 10 })
  })

  test('fills in what is missing or left empty', () => {
    const nothing = { ...noFilters, q: '', limit: 20, offset: 0 }
    expect(searchQuerySchema.parse({})).toEqual(nothing)
    expect(searchQuerySchema.parse({ q: '', kind: '', lesson: [''], before: '', other: 'x' })).toEqual(nothing)
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
    { severity: 'awful' },
    { class: 'none' },
    { tag: 'x'.repeat(81) },
    { year: 20 },
    { is: 'read' },
    { before: 'yesterday' },
    { after: ['2026-01-01', '2026-01-02'] },
  ])('refuses %j', (given) => {
    expect(searchQuerySchema.safeParse({ q: 'a', ...given }).success).toBe(false)
  })
})
