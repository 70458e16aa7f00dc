import { expect, test } from 'vitest'
import { applyEdit, type Command } from '@/components/write/editor/text-edits'
import { breakLine, moveIn, moveOut, toggleComment } from './python-edits'

/** Applies a command; `|` marks the caret or both ends of the selection, before and after. */
function after(command: Command, marked: string): string {
  const text = marked.replaceAll('|', '')
  const from = marked.indexOf('|')
  const second = marked.indexOf('|', from + 1)
  const edit = command({ text, from, to: second === -1 ? from : second - 1 })
  const made = applyEdit(text, edit)
  const [low, high] = [Math.min(edit.anchor, edit.head), Math.max(edit.anchor, edit.head)]
  return `${made.slice(0, low)}|${low === high ? '' : `${made.slice(low, high)}|`}${made.slice(high)}`
}

test.each([
  ['def f(x):|', 'def f(x):\n    |'],
  ['    if x:  # why|', '    if x:  # why\n        |'],
  ['    return x|', '    return x\n    |'],
  ['x = {1: 2}|', 'x = {1: 2}\n|'],
])('a new line after %j', (before, expected) => {
  expect(after(breakLine, before)).toBe(expected)
})

test('lines move in and out by four, a caret to the next step', () => {
  expect(after(moveIn, '|a\n\nb|')).toBe('|    a\n\n    b|')
  expect(after(moveOut, '|    a\n  b|')).toBe('|a\nb|')
  expect(after(moveIn, 'ab|')).toBe('ab  |')
  expect(after(moveOut, '    a|')).toBe('a|')
})

test('lines become comments and code again', () => {
  expect(after(toggleComment, '|    a\nb|')).toBe('|    # a\n# b|')
  expect(after(toggleComment, '|    # a\n# b|')).toBe('|    a\nb|')
})

test.each([
  [moveOut, '|\n    foo', '|\n    foo'],
  [toggleComment, '|\nfoo', '|\nfoo'],
  [moveIn, '|\nfoo', '    |\nfoo'],
  [breakLine, '|\n    foo', '\n|\n    foo'],
])('%o at the start of a text whose first line is empty changes that line alone', (command, before, expected) => {
  expect(after(command, before)).toBe(expected)
})
