import type { Command } from './editor/text-edits'

/** Links a document by its id, in the place of a `[[` that asked for it. */
export function insertDocumentLink(id: string): Command {
  return ({ text, from, to }) => {
    const start = text.slice(from - 2, from) === '[[' ? from - 2 : from
    const insert = `<DocumentLink id="${id}" />`
    const head = start + insert.length
    return { from: start, to, insert, anchor: head, head }
  }
}

/** Names an earlier document at the end of the text. */
export function citeDocument(id: string): Command {
  return ({ text }) => {
    const from = text.trimEnd().length
    const insert = `${from === 0 ? '' : '\n\n'}See also <DocumentLink id="${id}" />.\n`
    const head = from + insert.length
    return { from, to: text.length, insert, anchor: head, head }
  }
}
