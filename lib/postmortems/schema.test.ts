import { expect, test } from 'vitest'
import { newPostmortemSchema } from './schema'

const fields = {
  title: 'The score was too good',
  happened: '2026-11-02',
  severity: 'minor',
  failureClass: ['leakage', 'leakage'],
  lessons: ['7', '1', '7'],
  summary: 'A column knew the answer.',
}
const good = { key: '0f0e0d0c-1111-2222-3333-444455556666', fields, body: 'Text.' }

test('what the form sends becomes numbers, a trimmed name and lessons without doubles', () => {
  expect(newPostmortemSchema.parse(good).fields).toMatchObject({ lessons: [7, 1], failureClass: ['leakage'] })
})

test('without a choice of failure class there is none', () => {
  const { failureClass, ...rest } = fields
  expect(failureClass).toHaveLength(2)
  expect(newPostmortemSchema.parse({ ...good, fields: rest }).fields.failureClass).toEqual(['none of these'])
})

test.each([
  ['key', 'short'],
  ['key', '../../../../etc/passwd'],
  ['title', ''],
  ['title', '!!! ---'],
  ['title', 'x'.repeat(10_000)],
  ['happened', '2026-02-31'],
  ['happened', ''],
  ['happened', 'yesterday'],
  ['severity', 'apocalyptic'],
  ['failureClass', ['bad luck']],
  ['failureClass', []],
  ['detected', 'later'],
  ['actions', [{ what: '', kind: 'detect' }]],
  ['lessons', []],
  ['lessons', ['13']],
  ['lessons', ['seven']],
  ['summary', ''],
  ['body', ' \n '],
  ['body', 'x'.repeat(256 * 1024 + 1)],
])('a bad %s is refused with words under its name', (field, value) => {
  const bad = field in good ? { ...good, [field]: value } : { ...good, fields: { ...fields, [field]: value } }
  const { error } = newPostmortemSchema.safeParse(bad)
  const issue = error?.issues.find(({ path }) => path.includes(field))
  expect(issue?.message.length).toBeGreaterThan(10)
  expect(issue?.message).not.toMatch(/expected|invalid input|regex/i)
})

test('times out of order are refused under the later one', () => {
  const times = { started: '2026-11-02T10:00Z', detected: '2026-11-02T09:00Z' }
  const { error } = newPostmortemSchema.safeParse({ ...good, fields: { ...fields, ...times } })
  expect(error?.issues[0]).toMatchObject({ path: ['fields', 'detected'] })
})

test.each(['id', 'authors', 'created', 'aliases', 'checks', 'withdrawn'])('nobody gives %s', (name) => {
  expect(newPostmortemSchema.safeParse({ ...good, fields: { ...fields, [name]: 'x' } }).success).toBe(false)
})
