import { expect, test } from 'vitest'
import {
  applyEdit,
  continueLine,
  cycleHeading,
  indentLines,
  insertBlock,
  insertLink,
  lineStart,
  outdentLines,
  prefixLines,
  wrapWith,
  type Command,
  type TextEdit,
} from './text-edits'

/** `[` and `]` stand for the ends of the selection, or `|` for the caret. */
function marked(text: string, edit: (selected: Parameters<Command>[0]) => TextEdit | undefined): string | undefined {
  const from = text.search(/[‹|]/)
  const to = text.includes('›') ? text.indexOf('›') - 1 : from
  const plain = text.replace(/[‹›|]/g, '')
  const made = edit({ text: plain, from, to })
  if (!made) return undefined
  const result = applyEdit(plain, made)
  const [start, end] = [Math.min(made.anchor, made.head), Math.max(made.anchor, made.head)]
  if (start === end) return `${result.slice(0, start)}|${result.slice(start)}`
  return `${result.slice(0, start)}‹${result.slice(start, end)}›${result.slice(end)}`
}

test.each<[string, Command, string, string]>([
  ['bold', wrapWith('**'), 'a ‹word› b', 'a **‹word›** b'],
  ['bold again', wrapWith('**'), 'a **‹word›** b', 'a ‹word› b'],
  ['bold of nothing', wrapWith('**'), 'a |', 'a **|**'],
  ['italic within bold', wrapWith('*'), '**‹word›**', '***‹word›***'],
  ['italic again', wrapWith('*'), '*‹word›*', '‹word›'],
  ['code', wrapWith('`'), '‹x›', '`‹x›`'],
  ['link', insertLink, 'see ‹this›', 'see [this](‹https://example.org›)'],
  ['link of nothing', insertLink, '|', '[words](‹https://example.org›)'],
  ['list', prefixLines('- '), '‹a\nb›', '‹- a\n- b›'],
  ['list again', prefixLines('- '), '‹- a\n- b›', '‹a\nb›'],
  ['quote of the line of the caret', prefixLines('> '), 'a\nb|c\nd', 'a\n> bc|\nd'],
  ['heading', cycleHeading, 'Impact|', '## Impact|'],
  ['heading of the third level', cycleHeading, '## Impact|', '### Impact|'],
  ['text again', cycleHeading, '### Impact|', 'Impact|'],
  ['in', indentLines, '- a|', '  - a|'],
  ['in, at the start of an empty first line', indentLines, '|\n- a', '  |\n- a'],
  ['out, at the start of an empty first line', outdentLines, '|\n  - a', '|\n  - a'],
  ['heading, at the start of an empty first line', cycleHeading, '|\na', '## |\na'],
  ['out', outdentLines, '  - a|', '- a|'],
  ['block in an empty text', insertBlock('<A>\n\nwords\n\n</A>', 'words'), '|', '<A>\n\n‹words›\n\n</A>'],
  ['block in a sentence', insertBlock('<A>\n\nwords\n\n</A>', 'words'), 'x|y', 'x\n\n<A>\n\n‹words›\n\n</A>\n\ny'],
  ['block around a selection', insertBlock('> words', 'words'), 'x\n\n‹$&›', 'x\n\n> ‹$&›'],
])('%s', (_, command, before, after) => expect(marked(before, command)).toBe(after))

test.each([
  ['- a|', '- a\n- |'],
  ['  2. b|', '  2. b\n  3. |'],
  ['- [x] done|', '- [x] done\n- [ ] |'],
  ['> said|', '> said\n> |'],
  ['x\n- |', 'x\n|'],
  ['plain|', undefined],
])('a line break after %s', (before, after) => expect(marked(before, continueLine)).toBe(after))

test('a line starts after the line break before it, and the first one at 0 even where it is empty', () => {
  expect([0, 1, 3, 4, 5].map((at) => lineStart('\nab\nc', at))).toEqual([0, 1, 1, 4, 4])
})
