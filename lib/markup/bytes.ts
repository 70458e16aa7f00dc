import { problemAt } from './place'
import type { Problem } from './schema'

/** The largest source, in bytes of UTF-8. */
export const maxSourceBytes = 256 * 1024

const invisible = [
  { pattern: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, name: 'a control character' },
  { pattern: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, name: 'a character that turns the writing direction' },
]

const maxProblems = 20

/**
 * Decodes a source: strict UTF-8, without a byte order mark, at most 256 KB, free of control and
 * bidirectional characters and lone surrogates. Returns the text, or the problems.
 */
export function decodeSource(source: string | Uint8Array): { text: string } | { problems: Problem[] } {
  const size = typeof source === 'string' ? Buffer.byteLength(source) : source.byteLength
  if (size > maxSourceBytes) {
    const kilobytes = Math.ceil(size / 1024)
    return refusal(`The text has ${kilobytes} KB; at most 256 KB are allowed. Split it into two documents.`)
  }
  const text = toText(source)
  if (text === undefined) {
    return refusal('The file is not valid UTF-8. Save it again with the encoding UTF-8.')
  }
  const problems = [...invisibleCharacters(text)]
  return problems.length > 0 ? { problems } : { text }
}

function toText(source: string | Uint8Array): string | undefined {
  if (typeof source === 'string') {
    return source.isWellFormed() ? source.replace(/^\ufeff/, '') : undefined
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source)
  } catch {
    return undefined
  }
}

function* invisibleCharacters(text: string): Generator<Problem> {
  let found = 0
  for (const { pattern, name } of invisible) {
    for (const match of text.matchAll(pattern)) {
      if (++found > maxProblems) return
      const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
      const rewrite = { start: match.index, end: match.index + 1, text: '', label: 'Remove the character' }
      yield problemAt(text, match.index, `Here stands ${name} (U+${code}), which readers cannot see.`, rewrite)
    }
  }
}

function refusal(message: string): { problems: Problem[] } {
  return { problems: [{ line: 1, column: 1, message }] }
}
