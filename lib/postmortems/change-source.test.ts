import { expect, test } from 'vitest'
import { bodyOf, changeSource } from './change-source'

const source = `---
# Kept by hand.
id: abcd2345efgh
title: 'It broke'   # in quotes
summary: "One"
lessons: [7, 1]
happened: 2012
actions:
  # The first.
  - what: Look again
    kind: detect
  - {what: Write it down, kind: process, owner: Ada}
# Below.
heuristic: If X, check Y.
---

##   Summary

*  odd   list
`

const at = (fields: Record<string, unknown>, body?: string) =>
  changeSource(source, { fields, ...(body !== undefined && { body }) })

test('what is the same keeps every byte', () => {
  expect(at({ title: 'It broke', lessons: [7, 1], tags: [] }, '##   Summary\r\n\r\n*  odd   list')).toBe(source)
  expect(changeSource(source, { fields: { happened: '2012' }, before: { happened: '2012' } })).toBe(source)
})

test('one field changes, and nothing around it', () => {
  expect(at({ summary: 'Two' })).toBe(source.replace('"One"', '"Two"'))
  expect(at({ lessons: [3] })).toBe(source.replace('[7, 1]', '[3]'))
})

test('within a list only the item that differs changes, comments stay', () => {
  const actions = [
    { what: 'Look again', kind: 'detect', state: 'done' },
    { what: 'Write it down', kind: 'process', owner: 'Ada' },
  ]
  const changed = at({ actions })
  expect(changed).toContain('  # The first.\n  - what: Look again\n    kind: detect\n    state: done\n')
  expect(changed).toContain('# Below.\nheuristic: If X, check Y.\n---\n\n##   Summary')
})

test('items go and come', () => {
  expect(at({ actions: [{ what: 'Look again', kind: 'detect' }] })).not.toContain('Write it down')
  expect(at({ actions: [] })).not.toContain('actions')
  expect(at({ tags: ['a'] })).toContain('heuristic: If X, check Y.\ntags:\n  - a\n---\n')
})

test('a new body replaces the old one', () => {
  expect(at({}, ' New.\r\nText. \n')).toBe(`${source.slice(0, source.indexOf('##   '))}New.\nText.\n`)
  expect(bodyOf(at({}, 'New.'))).toBe('New.')
})

test('a file without front matter is refused', () => {
  expect(() => changeSource('no front matter', { fields: {} })).toThrow(/front matter/)
})
