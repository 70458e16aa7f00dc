import { expect, test } from 'vitest'
import { parseBody } from './parse'

test.each([
  ['at the beginning', 'export of data failed', 1],
  ['after an empty line', '\nexport of data failed', 2],
  ['in a line of its own', '\nimport is\n', 2],
  ['with a line that goes on', 'Text.\n\nimport x from "y"\nand text goes on\n', 3],
])('a paragraph that is read as JavaScript is named where it begins: %s', (_, text, line) => {
  const { problems } = parseBody(text, 0)
  expect(problems).toMatchObject([{ line, column: 1, rewrite: { label: 'Begin with a capital' } }])
})
