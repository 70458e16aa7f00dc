/** A text with what is selected in it. */
export type Selected = { text: string; from: number; to: number }

/** A change of a text, and what is selected after it. */
export type TextEdit = { from: number; to: number; insert: string; anchor: number; head: number }

export type Command = (selected: Selected) => TextEdit

/** Sets a mark around the selection, or takes it away again. */
export function wrapWith(mark: string): Command {
  const { length } = mark
  return ({ text, from, to }) => {
    const isWrapped = text.slice(from - length, from) === mark && text.slice(to, to + length) === mark
    const isDoubled = mark.length === 1 && text.slice(from - 2, from) === mark + mark && text[from - 3] !== mark
    if (isWrapped && !isDoubled) {
      const insert = text.slice(from, to)
      return { from: from - length, to: to + length, insert, anchor: from - length, head: to - length }
    }
    const insert = mark + text.slice(from, to) + mark
    return { from, to, insert, anchor: from + length, head: to + length }
  }
}

/** Makes a link of the selection, its address selected to be typed over. */
export const insertLink: Command = ({ text, from, to }) => {
  const words = text.slice(from, to) || 'words'
  const address = 'https://example.org'
  const start = from + words.length + 3
  const insert = `[${words}](${address})`
  return { from, to, insert, anchor: start, head: start + address.length }
}

/** Sets something before every line of the selection, or takes it away again. */
export function prefixLines(prefix: string): Command {
  return (selected) =>
    changeLines(selected, (lines) =>
      lines.every((line) => line.startsWith(prefix))
        ? lines.map((line) => line.slice(prefix.length))
        : lines.map((line) => (line.startsWith(prefix) ? line : prefix + line)),
    )
}

/** Turns lines to headings of the second level, these to the third, and those to text again. */
export const cycleHeading: Command = (selected) =>
  changeLines(selected, (lines) =>
    lines.map((line) => {
      const [, marks = '', words = ''] = /^(#{0,6})\s*(.*)$/.exec(line) ?? []
      if (marks === '') return `## ${words}`
      return marks === '##' ? `### ${words}` : words
    }),
  )

/** Moves the lines of the selection in by two blanks. */
export const indentLines: Command = (selected) =>
  changeLines(selected, (lines) => lines.map((line) => (line === '' && lines.length > 1 ? '' : `  ${line}`)))

/** Moves the lines of the selection out by two blanks. */
export const outdentLines: Command = (selected) =>
  changeLines(selected, (lines) => lines.map((line) => line.replace(/^ {1,2}/, '')))

/**
 * Inserts lines of their own, with blank lines around. What is selected in the text takes the place of `placeholder`, or
 * the placeholder is selected to be typed over.
 */
export function insertBlock(block: string, placeholder: string): Command {
  return ({ text, from, to }) => {
    const chosen = text.slice(from, to).trim()
    const made = block.replace(placeholder, () => chosen || placeholder)
    const before = gapOf(text.slice(0, from), /\n*$/)
    const after = gapOf(text.slice(to), /^\n*/)
    const anchor = from + before.length + block.indexOf(placeholder)
    return { from, to, insert: before + made + after, anchor, head: anchor + (chosen || placeholder).length }
  }
}

/** Goes on with a list or a quote in the next line; ends it on an empty one. Undefined where there is none. */
export function continueLine({ text, from, to }: Selected): TextEdit | undefined {
  if (from !== to) return undefined
  const start = lineStart(text, from)
  const line = text.slice(start, from)
  const [marker, indent = '', bullet = '', number = ''] =
    /^(\s*)((?:[-*+]|(\d+)[.)])\s(?:\[[ x]\]\s)?|>\s?)/.exec(line) ?? []
  if (marker === undefined) return undefined
  if (line === marker) return { from: start, to: from, insert: '', anchor: start, head: start }
  const next = number ? bullet.replace(number, String(Number(number) + 1)) : bullet.replace('[x]', '[ ]')
  const insert = `\n${indent}${next}`
  const head = from + insert.length
  return { from, to, insert, anchor: head, head }
}

/** A text after an edit. */
export function applyEdit(text: string, { from, to, insert }: TextEdit): string {
  return text.slice(0, from) + insert + text.slice(to)
}

function changeLines({ text, from, to }: Selected, change: (lines: string[]) => string[]): TextEdit {
  const start = lineStart(text, from)
  const newline = text.indexOf('\n', Math.max(to - (to > from && text[to - 1] === '\n' ? 1 : 0), start))
  const end = newline === -1 ? text.length : newline
  const insert = change(text.slice(start, end).split('\n')).join('\n')
  const head = start + insert.length
  return { from: start, to: end, insert, anchor: from === to ? head : start, head }
}

/** Where the line of a place in a text starts. */
export function lineStart(text: string, at: number): number {
  // A search that starts before the text looks at its first character all the same.
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

/** The line breaks that make a blank line beside a block. */
function gapOf(side: string, pattern: RegExp): string {
  if (side.trim() === '') return ''
  const there = pattern.exec(side)?.[0].length ?? 0
  return '\n'.repeat(Math.max(0, 2 - there))
}
