import { expect, test } from 'vitest'
import { limits, scanBody } from './scan'

const hostile = '*a _b '.repeat(limits.specialsPerBlock + 1)
const code = 'x[0] = {a: b[1]} * c[2]\n'.repeat(limits.specialsPerBlock)

const problemsOf = (text: string) => scanBody(text, 0).map(({ message }) => message)
const refused = [expect.stringContaining('This paragraph')]

test.each([
  ['a list item', '- a\n  ```\nx\n'],
  ['a list item, in the paragraph itself', '- a\n  ```\n'],
  ['a list item that begins with it', '- ```\nx\n\n'],
  ['a numbered item', '1. a\n   ~~~\nx\n'],
  ['an item in an item', '- a\n  - b\n    ```\n  x\n'],
  ['an item in an item whose text went on without an indent', '- a\n  - b\nand on\n    ```\nx\n'],
  ['an item after an empty line', '- a\n\n  ```\n  y\n\nx\n'],
  ['an item indented by a tab', '-\ta\n\n\t```\nx\n'],
  ['an item that begins with an empty line', '-\n  ```\nx\n'],
  ['an item below a quotation', '> a\n-\n  ```\n'],
  ['an item below a quotation that went on without its sign', '> a\nb\n-\n  ```\n'],
  ['an item in a quotation', '> - a\n>   ```\n> x\n> '],
  ['an item in a quotation, after an empty line of it', '> - a\n>   ```\n>\n>   b\n> x\n> '],
  ['a quotation', '> ```\n'],
  ['a quotation in an item', '- > ```\n  > b\n\n'],
  ['the next item, and with it', '- ```\n- ```\nx\n'],
])('a listing ends with what it stands in, and what follows is looked at: %s', (_, start) => {
  expect(problemsOf(start + hostile)).toEqual(refused)
})

test.each([
  ['alone', '```\n', '```\n'],
  ['indented without a list', ' ```\n', ' ```\n'],
  ['indented below text that follows a list', '- a\n\ntext\n\n  ```\n', '  ```\n'],
  ['indented below a quotation that follows a list', '- a\n> b\n  ```\n', '  ```\n'],
  ['indented below text that follows an empty item', '-\nx\n  ```\n', '  ```\n'],
  ['indented below an item that two empty lines have ended', '-\n\n  ```\n', '  ```\n'],
  ['indented below a heading that a hyphen underlines', 'x\n-\n  ```\n', '  ```\n'],
  ['with what elsewhere would end it', '```\n- ```\n> ```\n', '```\n'],
  ['indented below a line across that follows a list', '- a\n- - -\n  ```\n', '  ```\n'],
  ['indented below a heading that follows a list', '- a\n# b\n  ```\n', '  ```\n'],
])('of a listing that stands in nothing no line is taken for a paragraph: %s', (_, start, end) => {
  expect(problemsOf(`${start}${code}${end}`)).toEqual([])
  expect(problemsOf(`${start}${code}${end}${hostile}`)).toEqual(refused)
})

test.each(['- ', '> - ', '- > ', '1.  ', '-\t'])('a listing in %s goes on to its end', (marker) => {
  const indent = marker.replace(/[^>\t]/g, ' ')
  const lines = ['```', 'b[0]', '', `  ${'*'.repeat(500)}`, '```'].map((line) => indent + line)
  expect(problemsOf(`${marker}a\n${indent}\n${lines.join('\n')}\n`)).toEqual([])
})
