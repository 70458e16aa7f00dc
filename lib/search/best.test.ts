import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestOf } from './best'

test('is the beginning of all in order, equal ones as they came', () => {
  type Thing = { rank: number; tie: number; name: string }
  const thing = fc.record({
    rank: fc.integer({ min: 0, max: 9 }),
    tie: fc.integer({ min: 0, max: 2 }),
    name: fc.string(),
  })
  fc.assert(
    fc.property(fc.array(thing), fc.integer({ min: 1, max: 12 }), (all, most) => {
      const order = { by: ({ rank }: Thing) => rank, tie: (a: Thing, b: Thing) => a.tie - b.tie }
      const sorted = [...all].sort((a, b) => b.rank - a.rank || a.tie - b.tie)
      expect(bestOf(all, most, order)).toEqual(sorted.slice(0, most))
    }),
  )
})
