import { lineStart, type Command, type TextEdit } from '@/components/write/editor/text-edits'

const indent = '    '

/** Goes on in the next line as deep as this one, and deeper after a colon. */
export const breakLine: Command = ({ text, from, to }) => {
  const line = text.slice(lineStart(text, from), from)
  const depth = /^[ \t]*/.exec(line)?.[0] ?? ''
  const insert = `\n${depth}${/:\s*(?:#.*)?$/.test(line) ? indent : ''}`
  return { from, to, insert, anchor: from + insert.length, head: from + insert.length }
}

/** Moves the lines of the selection in, or a caret to the next step. */
export const moveIn: Command = (selected) => {
  const { text, from, to } = selected
  if (from !== to) return changeLines(selected, (line) => (line === '' ? line : indent + line))
  const column = from - lineStart(text, from)
  const insert = ' '.repeat(indent.length - (column % indent.length))
  return { from, to, insert, anchor: from + insert.length, head: from + insert.length }
}

/** Moves the lines of the selection out by a step. */
export const moveOut: Command = (selected) => changeLines(selected, (line) => line.replace(/^(?: {1,4}|\t)/, ''))

/** Makes the lines of the selection comments, or code again if all of them are comments. */
export const toggleComment: Command = (selected) => {
  const lines = linesOf(selected).text.split('\n')
  const isAll = lines.every((line) => /^\s*(?:#|$)/.test(line))
  return changeLines(selected, (line) =>
    isAll ? line.replace(/^(\s*)# ?/, '$1') : line.replace(/^(\s*)(?=\S)/, '$1# '),
  )
}

type Selected = Parameters<Command>[0]

function linesOf({ text, from, to }: Selected) {
  const start = lineStart(text, from)
  const end = text.indexOf('\n', to > from && text[to - 1] === '\n' ? to - 1 : to)
  return { start, end: end === -1 ? text.length : end, text: text.slice(start, end === -1 ? undefined : end) }
}

function changeLines(selected: Selected, change: (line: string) => string): TextEdit {
  const { start, end, text } = linesOf(selected)
  const insert = text.split('\n').map(change).join('\n')
  const isCaret = selected.from === selected.to
  const caret = Math.max(start, selected.from + insert.length - text.length)
  return {
    from: start,
    to: end,
    insert,
    anchor: isCaret ? caret : start,
    head: isCaret ? caret : start + insert.length,
  }
}
