import { otherNumberOf, tokenise, type Token } from './analyse'
import type { Engine, QueryWord } from './engine'
import { searchLimits } from './schema'
import { stopWords } from './stop-words'

/** A query made ready: its words with what stands for each, and the corrected spelling if one was needed. */
export type PreparedQuery = { words: QueryWord[]; suggestion?: string }

const weights = { otherNumber: 1, part: 0.8, corrected: 0.8, begun: 0.75, longer: 0.3 }
const limits = { completions: 24, corrections: 3, shortestCorrected: 4 }

/**
 * Reads a query by the vocabulary: singular and plural stand for each other, the last word may be unfinished,
 * and a word of at least four letters that no document has is taken for one that is one typing error away.
 */
export function prepareQuery(query: string, vocabulary: Engine['vocabulary']): PreparedQuery {
  const all = tokenise(query).slice(0, searchLimits.words)
  const telling = all.filter(({ terms }) => !stopWords.has(terms[0] ?? ''))
  // Only small words: the last may be the beginning of a longer one.
  const tokens = telling.length > 0 ? telling : all.slice(-1)
  const end = query.trimEnd().length
  const words: QueryWord[] = []
  const corrections: { token: Token; term: string }[] = []
  for (const token of tokens) {
    const { word, corrected } = wordOf({
      token,
      vocabulary,
      isLast: token.end === end && !query.endsWith(' '),
    })
    if (words.every(({ text }) => text !== word.text)) words.push(word)
    if (corrected !== undefined) corrections.push({ token, term: corrected })
  }
  if (corrections.length === 0) return { words }
  return { words, suggestion: rewrite(query, corrections) }
}

function wordOf({ token, vocabulary, isLast }: { token: Token; vocabulary: Engine['vocabulary']; isLast: boolean }): {
  word: QueryWord
  corrected?: string
} {
  const [text = '', ...parts] = token.terms
  const exact = [{ term: text, weight: 1 }].filter(({ term }) => vocabulary.find(term) !== undefined)
  const others = known(otherNumberOf(text), vocabulary).map((term) => ({ term, weight: weights.otherNumber }))
  const isKnown = exact.length > 0 || others.length > 0
  const longer = isKnown ? weights.longer : weights.begun
  const completions = isLast && canGrow(text, isKnown) ? vocabulary.completions(text, limits.completions) : []
  const begun = completions
    .filter((term) => others.every((other) => other.term !== term))
    .map((term) => ({ term, weight: longer }))
  const terms = [...exact, ...others, ...begun]
  if (terms.length > 0) return { word: { text, terms } }
  const pieces = known(parts, vocabulary)
  if (pieces.length > 0) return { word: { text, terms: pieces.map((term) => ({ term, weight: weights.part })) } }
  if (!/^\p{L}+$/u.test(text) || text.length < limits.shortestCorrected) return { word: { text, terms: [] } }
  const near = vocabulary.neighbours(text, limits.corrections)
  const word = { text, terms: near.map((term) => ({ term, weight: weights.corrected })) }
  return near[0] === undefined ? { word } : { word, corrected: near[0] }
}

// A number is not the beginning of a longer one, and neither is a known letter (`k`, `r`) that of a word.
function canGrow(text: string, isKnown: boolean): boolean {
  return /^\p{L}/u.test(text) && (text.length > 1 || !isKnown)
}

function known(terms: string[], vocabulary: Engine['vocabulary']): string[] {
  return terms.filter((term) => vocabulary.find(term) !== undefined)
}

function rewrite(query: string, corrections: { token: Token; term: string }[]): string {
  let text = ''
  let from = 0
  for (const { token, term } of corrections) {
    text += query.slice(from, token.start) + term
    from = token.end
  }
  return text + query.slice(from)
}
