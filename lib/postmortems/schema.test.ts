import { expect, test } from 'vitest'
import { newPostmortemSchema } from './schema'

const good = {
  key: '0f0e0d0c-1111-2222-3333-444455556666',
  title: 'The score was too good',
  happened: '2026-11-02',
  severity: 'minor',
  failureClass: 'leakage',
  lessons: ['7', '1', '7'],
  summary: 'A column knew the answer.',
  body: 'Text.',
}

test('what the form sends becomes numbers, a trimmed name and lessons without doubles', () => {
  expect(newPostmortemSchema.parse(good)).toMatchObject({ lessons: [7, 1], failureClass: 'leakage' })
})

test('without a choice of failure class there is none', () => {
  expect(newPostmortemSchema.parse({ ...good, failureClass: undefined }).failureClass).toBe('none of these')
})

test.each([
  ['key', 'short'],
  ['key', '../../../../etc/passwd'],
  ['title', ''],
  ['title', '!!! ---'],
  ['title', 'x'.repeat(10_000)],
  ['happened', '2026-02-31'],
  ['happened', 'yesterday'],
  ['severity', 'apocalyptic'],
  ['failureClass', 'bad luck'],
  ['lessons', []],
  ['lessons', ['13']],
  ['lessons', ['seven']],
  ['summary', ''],
  ['body', ' \n '],
  ['body', 'x'.repeat(256 * 1024 + 1)],
])('a bad %s is refused with words under its name', (field, value) => {
  const { error } = newPostmortemSchema.safeParse({ ...good, [field]: value })
  const issue = error?.issues.find(({ path }) => path[0] === field)
  expect(issue?.message.length).toBeGreaterThan(10)
  expect(issue?.message).not.toMatch(/expected|invalid input|regex/i)
})
