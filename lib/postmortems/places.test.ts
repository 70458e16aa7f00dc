import { expect, test } from 'vitest'
import { checkDocument } from '@/lib/library'
import { applyRewrites } from '@/lib/markup/place'
import { inBody, inWhole } from './places'
import { toSource } from './to-source'

const fields = {
  id: 'places000000',
  title: 'T',
  summary: 'S',
  lessons: [7],
  created: '2026-11-01',
  severity: 'minor',
  happened: '2026-11-01',
}

async function problemsOf(sent: string, more: Record<string, unknown> = {}) {
  const source = toSource({ ...fields, ...more }, sent)
  const checked = await checkDocument('postmortems/x.mdx', source)
  return checked.ok ? [] : inBody(checked.problems, source, sent)
}

test.each([
  ['as it is', 'One.\n\nTwo<br>three.\n', 3],
  ['after empty lines', '\n\n  \nOne.\n\nTwo<br>three.\n', 6],
  ['with the line ends of Windows', '\r\nOne.\r\n\r\nTwo<br>three.\r\n', 4],
])('a place in a body that is sent %s is the place where its writer finds it', async (_, sent, line) => {
  const problems = await problemsOf(sent)
  expect(problems).toMatchObject([{ line, column: 4 }])
  const rewritten = applyRewrites(
    sent,
    problems.flatMap(({ rewrite }) => rewrite ?? []),
  )
  expect(rewritten).not.toContain('<br>')
  expect(rewritten.replace(/<br \/>/, '<br>')).toBe(sent)
})

test('the space before the first word counts', async () => {
  expect(await problemsOf('\n  Two<br>three.')).toMatchObject([{ line: 2, column: 6 }])
})

test('a problem of the front matter names its field, whatever found it', async () => {
  const [byBytes, bySchema] = [
    await problemsOf('One.', { title: 'a\u202eb' }),
    await problemsOf('One.', { lessons: [] }),
  ]
  expect(byBytes).toMatchObject([{ line: 1, column: 1, field: 'title' }])
  expect(bySchema).toMatchObject([{ line: 1, column: 1, field: 'lessons' }])
})

test('in a whole file the lines of its front matter count', async () => {
  const start = '---\ntitle: T\n---\n'.length
  const whole = '---\ntitle: T\n---\n\nTwo<br>three.\n'
  const problems = inWhole(await problemsOf(whole.slice(start)), whole, start)
  expect(problems).toMatchObject([{ line: 5, column: 4 }])
  const { rewrite } = problems[0] ?? {}
  expect(whole.slice(rewrite?.start, rewrite?.end)).toBe('<br>')
})
