import { expect, test } from 'vitest'
import { nameOf, tidy, valueAt, withValueAt } from './paths'

test('values are read and set by path, and nothing else changes', () => {
  const fields = { title: 'T', actions: [{ what: 'a' }, { what: 'b' }] }
  expect(valueAt(fields, 'actions.1.what')).toBe('b')
  expect(valueAt(fields, 'versions.model')).toBeUndefined()
  const changed = withValueAt(fields, 'actions.1.due', '2026-11-02')
  expect(changed.actions).toEqual([{ what: 'a' }, { what: 'b', due: '2026-11-02' }])
  expect(changed.actions[0]).toBe(fields.actions[0])
  expect(fields.actions[1]).toEqual({ what: 'b' })
  expect(withValueAt({}, 'versions.model', 'v2')).toEqual({ versions: { model: 'v2' } })
  expect(withValueAt({}, 'sources.0.title', 'S')).toEqual({ sources: [{ title: 'S' }] })
  expect(nameOf('actions.0.due')).toBe('actions.due')
})

test('what was left empty is not sent', () => {
  expect(
    tidy({
      title: ' T ',
      started: '',
      versions: { model: '' },
      baseline: { what: '', beatModel: false },
      actions: [
        { what: '', kind: 'prevent', owner: '' },
        { what: 'Do', kind: 'detect', due: '' },
      ],
      metrics: [{ name: 'AUC', observed: 0.6, expected: undefined }],
      tags: [],
      lessons: ['7'],
    }),
  ).toEqual({
    title: 'T',
    baseline: { beatModel: false },
    actions: [{ what: 'Do', kind: 'detect' }],
    metrics: [{ name: 'AUC', observed: 0.6 }],
    tags: [],
    lessons: ['7'],
  })
})
