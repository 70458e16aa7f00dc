import { formsOf, writtenIn, type Written } from './analyse'
import { stemOf } from './stem'
import type { QueryWord, Row } from './engine'
import type { SnippetPart } from './schema'

type Match = { start: number; end: number; word: number }

type Read = { text: string; tokens: Written[]; matches: Match[]; different: number }

const width = 160
// So that a match at the window's start is read with what leads to it.
const lead = 40

/**
 * About 160 characters of the text around its most query words, cut between words, with ellipses where something
 * is left out and every match marked. Without a match it is the text's beginning; an empty text gives no parts.
 */
export function snippetOf(text: string, words: QueryWord[]): SnippetPart[] {
  return cut(read(text, words))
}

/** The snippet of a row: from its body, unless only its summary or its code has more of the words. */
export function snippetOfRow(row: Row, words: QueryWord[]): SnippetPart[] {
  let best = read(row.body, words)
  for (const text of [row.summary, row.code.replace(/\s+/g, ' ').trim()]) {
    if (best.different === words.length) break
    const other = text === '' ? best : read(text, words)
    if (other.different > best.different || best.text === '') best = other
  }
  return cut(best)
}

function read(text: string, words: QueryWord[]): Read {
  const tokens = writtenIn(text)
  const matches = matchesOf(tokens, words)
  return { text, tokens, matches, different: new Set(matches.map(({ word }) => word)).size }
}

function cut({ text, tokens, matches }: Read): SnippetPart[] {
  const { start, end } = windowOf({ text, tokens, matches })
  const parts: SnippetPart[] = []
  let from = start
  for (const match of matches) {
    if (match.start < from || match.end > end) continue
    parts.push(
      { text: text.slice(from, match.start), match: false },
      { text: text.slice(match.start, match.end), match: true },
    )
    from = match.end
  }
  parts.push({ text: text.slice(from, end), match: false })
  if (start > 0) parts.unshift({ text: '… ', match: false })
  if (end < text.length) parts.push({ text: ' …', match: false })
  return joined(parts)
}

// Of one part, and its letters are English.
const plain = /^[a-zA-Z][a-z]*$/
const toLowerCase = 32

function matchesOf(tokens: Written[], words: QueryWord[]): Match[] {
  const wordOf = new Map(words.flatMap(({ terms }, word) => terms.map(({ term }) => [term, word] as const)))
  // A stem begins as its word does, and most words begin otherwise.
  const beginnings = new Set([...wordOf.keys()].map((term) => term.charCodeAt(0)))
  const matches: Match[] = []
  for (const { start, end, word } of tokens) {
    if (!beginnings.has(word.charCodeAt(0) | toLowerCase) && plain.test(word)) continue
    const term = formsOf(word)
      .map(stemOf)
      .find((one) => wordOf.has(one))
    if (term !== undefined) matches.push({ start, end, word: wordOf.get(term) ?? 0 })
  }
  return matches
}

function windowOf({ text, tokens, matches }: Omit<Read, 'different'>): { start: number; end: number } {
  if (text.length <= width) return { start: 0, end: text.length }
  const { start: first } = bestStart(matches)
  const wanted = Math.max(0, Math.min(first - lead, text.length - width))
  const start = wanted === 0 ? 0 : (tokens.find((token) => token.start >= wanted)?.start ?? wanted)
  const last = tokens.findLast((token) => token.end <= start + width && token.start >= start)
  const end = start + width >= text.length ? text.length : (last?.end ?? start + width)
  return { start, end }
}

// The match from which on the window holds the most different words, then the most matches; the first of equals.
function bestStart(matches: Match[]): { start: number } {
  let best = { start: 0, score: 0 }
  for (const [index, { start }] of matches.entries()) {
    const different = new Set<number>()
    let next = index
    for (let match = matches[next]; match && match.end <= start + width - lead; match = matches[next]) {
      different.add(match.word)
      next += 1
    }
    const score = different.size * 1000 + next - index
    if (score > best.score) best = { start, score }
  }
  return best
}

function joined(parts: SnippetPart[]): SnippetPart[] {
  const result: SnippetPart[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (part.text === '') continue
    if (last?.match === part.match) last.text += part.text
    else result.push({ ...part })
  }
  return result
}
