import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DraftText } from './draft'
import { mergeDraft, mergeLines } from './merge-draft'

const lines = (...all: string[]) => all.join('\n')
const base = lines('## Summary', '', 'It broke.', '', '## Impact', '', 'Nobody.', '')

test('changes of different places are both taken', () => {
  const mine = base.replace('It broke.', 'It broke\nbadly.')
  const theirs = base.replace('Nobody.', 'Two people.').replace('## Summary', '## In short')
  const merged = lines('## In short', '', 'It broke', 'badly.', '', '## Impact', '', 'Two people.', '')
  expect(mergeLines(base, mine, theirs)).toBe(merged)
  expect(mergeLines(base, theirs, mine)).toBe(merged)
})

test('what both changed in the same way is no conflict; in different ways it is', () => {
  const same = base.replace('Nobody.', 'Two people.')
  expect(mergeLines(base, same, same)).toBe(same)
  expect(mergeLines(base, same, base.replace('Nobody.', 'Three people.'))).toBeUndefined()
  expect(mergeLines(base, same, base.replace('Nobody.\n', ''))).toBeUndefined()
  expect(mergeLines(base, `${base}mine`, `${base}theirs`)).toBeUndefined()
  expect(mergeLines('', 'a', 'b')).toBeUndefined()
})

test('one side alone is taken as it is, whatever it did', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', '')), fc.array(fc.constantFrom('a', 'c', '')), (before, after) => {
      const [from, to] = [lines(...before), lines(...after)]
      expect(mergeLines(from, to, from)).toBe(to)
      expect(mergeLines(from, from, to)).toBe(to)
      expect(mergeLines(from, to, to)).toBe(to)
    }),
  )
})

test('a merge is the same from either side, and loses no line that a side added', () => {
  const some = fc.array(fc.constantFrom<string>('one', 'two', 'three', ''), { minLength: 3, maxLength: 12 })
  const edit = fc.record({
    at: fc.nat(11),
    cut: fc.nat(2),
    add: fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 }),
  })
  fc.assert(
    fc.property(some, edit, edit, (before, own, other) => {
      const from = lines(...before)
      const change = ({ at, cut, add }: typeof own, mark: string) =>
        lines(...before.toSpliced(at, cut, ...add.map((text) => mark + text)))
      const [mine, theirs] = [change(own, 'M'), change(other, 'T')]
      const merged = mergeLines(from, mine, theirs)
      expect(mergeLines(from, theirs, mine)).toBe(merged)
      if (merged === undefined) return
      for (const text of own.add) expect(merged).toContain(`M${text}`)
      for (const text of other.add) expect(merged).toContain(`T${text}`)
    }),
  )
})

test('texts without a line in common are given up rather than compared for long', () => {
  const many = (mark: string) => lines(...Array.from({ length: 20_000 }, (_, index) => `${mark} ${index}`))
  const started = performance.now()
  expect(mergeLines(many('a'), many('b'), many('c'))).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(5000)
})

const text = (fields: object, body = base): DraftText => ({
  fields: { title: 'T', summary: '', lessons: [], severity: 'minor', happened: '', failureClass: [], ...fields },
  body,
})

test('of fields each side’s own change is taken, with the body', () => {
  const mine = text({ title: 'Mine', impact: { people: '3' } })
  const theirs = text({ lessons: ['7'] }, `${base}more`)
  expect(mergeDraft(text({}), mine, theirs)).toEqual(
    text({ title: 'Mine', impact: { people: '3' }, lessons: ['7'] }, `${base}more`),
  )
})

test('a field that both changed is a conflict, unless they agree; so is a text of unknown beginning', () => {
  expect(mergeDraft(text({}), text({ title: 'A' }), text({ title: 'B' }))).toBeUndefined()
  expect(mergeDraft(text({}), text({ title: 'A' }), text({ title: 'A', summary: 'S' }))).toEqual(
    text({ title: 'A', summary: 'S' }),
  )
  expect(mergeDraft(undefined, text({ title: 'A' }), text({}))).toBeUndefined()
  expect(mergeDraft(undefined, text({ title: 'A' }), text({ title: 'A' }))).toEqual(text({ title: 'A' }))
})

test('a field that one side took away is gone', () => {
  expect(mergeDraft(text({ baseline: 'x' }), text({}), text({ baseline: 'x' }))).toEqual(text({}))
})
