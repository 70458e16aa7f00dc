import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkSource, conflictsIn } from '.'

const schema = z.object({ title: z.string() })
const check = async (text: string) => {
  const checked = await checkSource(text, { schema })
  return checked.ok ? [] : checked.problems.map(({ line, column }) => [line, column])
}
const conflict = '<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n'

test.each([
  ['the front matter', `---\n${conflict}---\n\nText.\n`, 2],
  ['a paragraph', `---\ntitle: T\n---\n\n${conflict}`, 5],
  ['a listing, which MDX would take', `---\ntitle: T\n---\n\n\`\`\`\n${conflict}\`\`\`\n`, 6],
  ['lines that end as on Windows', `---\ntitle: T\n---\n\n${conflict}`.replaceAll('\n', '\r\n'), 5],
  ['a text whose first mark was deleted', '---\ntitle: T\n---\n\nours\n\ntheirs\n>>>>>>> branch\n', 8],
])('a merge that is not finished is the one thing to say: %s', async (_, text, line) => {
  expect(await check(text)).toEqual([[line, 1]])
})

test('every place is named', () => {
  expect(conflictsIn(`${conflict}\n${conflict}`).map(({ line }) => line)).toEqual([1, 7])
})

test('a listing may show the marks, with a space before them', async () => {
  const shown = conflict.replaceAll(/^/gm, ' ')
  expect(await check(`---\ntitle: T\n---\n\n\`\`\`\n${shown}\n\`\`\`\n\n>>> a quotation\n`)).toEqual([])
})

test('a text full of marks is read in no time', () => {
  const began = performance.now()
  conflictsIn('<<<<<<< \n'.repeat(30_000))
  conflictsIn('<'.repeat(256 * 1024))
  expect(performance.now() - began).toBeLessThan(1000)
})
