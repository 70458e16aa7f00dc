import { tokenise, type Token } from './analyse'
import type { Engine, QueryWord } from './engine'
import { searchLimits } from './schema'
import { stemOf } from './stem'

/** A query made ready: its words with what stands for each, and the corrected spelling if one was needed. */
export type PreparedQuery = { words: QueryWord[]; suggestion?: string }

const weights = { part: 0.8, corrected: 0.8, begun: 1, longer: 0.5 }
const limits = { completions: 24, corrections: 3, shortestCorrected: 4, shortestTwice: 8 }

/**
 * Reads a query by the vocabulary: words stand for all their forms, the last one may be unfinished, and one that no
 * document has is taken for what is one typing error away (from four letters), or two (from eight) when nothing is.
 * `typed` is what the spelling is corrected in, where the words stand at the same places as in the query.
 */
export function prepareQuery(query: string, vocabulary: Engine['vocabulary'], typed = query): PreparedQuery {
  const all = tokenise(query)
  const telling = all.filter(({ tells }) => tells).slice(0, searchLimits.words)
  // Only small words: the last may be the beginning of a longer one.
  const tokens = telling.length > 0 ? telling : all.slice(-1)
  const end = query.trimEnd().length
  const words: QueryWord[] = []
  const corrections: { token: Token; word: string }[] = []
  for (const token of tokens) {
    const { word, corrected } = wordOf({
      token,
      vocabulary,
      isLast: token.end === end && !query.endsWith(' '),
    })
    if (words.every(({ text }) => text !== word.text)) words.push(word)
    if (corrected !== undefined) corrections.push({ token, word: corrected })
  }
  if (corrections.length === 0) return { words }
  return { words, suggestion: rewrite(typed, corrections) }
}

type Given = { token: Token; vocabulary: Engine['vocabulary']; isLast: boolean }

function wordOf({ token, vocabulary, isLast }: Given): { word: QueryWord; corrected?: string } {
  const [written = '', ...parts] = token.words
  const text = stemOf(written)
  const isKnown = vocabulary.find(text) !== undefined
  const exact = isKnown ? [{ term: text, weight: 1 }] : []
  const completions = isLast && canGrow(written, isKnown) ? vocabulary.completions(written, limits.completions) : []
  const begun = termsOf(completions, isKnown ? weights.longer : weights.begun).filter(({ term }) => term !== text)
  if (isKnown || begun.length > 0) return { word: { text, terms: [...exact, ...begun] } }
  const pieces = parts.filter((part) => vocabulary.find(stemOf(part)) !== undefined)
  if (pieces.length > 0) return { word: { text, terms: termsOf(pieces, weights.part) } }
  const near = correctionsOf(written, vocabulary)
  const word = { text, terms: termsOf(near, weights.corrected) }
  return near[0] === undefined ? { word } : { word, corrected: near[0] }
}

/** The terms of some words, each once. */
function termsOf(words: string[], weight: number): QueryWord['terms'] {
  return [...new Set(words.map(stemOf))].map((term) => ({ term, weight }))
}

function correctionsOf(written: string, vocabulary: Engine['vocabulary']): string[] {
  if (!/^\p{L}+$/u.test(written) || written.length < limits.shortestCorrected) return []
  const once = vocabulary.neighbours(written, 1, limits.corrections)
  if (once.length > 0 || written.length < limits.shortestTwice) return once
  return vocabulary.neighbours(written, 2, limits.corrections)
}

// A number is not the beginning of a longer one, and neither is a known letter (`k`, `r`) that of a word.
function canGrow(text: string, isKnown: boolean): boolean {
  return /^\p{L}/u.test(text) && (text.length > 1 || !isKnown)
}

function rewrite(query: string, corrections: { token: Token; word: string }[]): string {
  let text = ''
  let from = 0
  for (const { token, word } of corrections) {
    text += query.slice(from, token.start) + word
    from = token.end
  }
  return text + query.slice(from)
}
