import { isStopWord } from './stop-words'

/**
 * A word of a text: its place in it (UTF-16), and the words it is found by, normalised; the first is the whole.
 * `tells` is false for words that say nothing of what a text is about.
 */
export type Token = { start: number; end: number; words: string[]; tells: boolean }

const wordPattern = /[\p{L}\p{N}\p{M}]+(?:[._'’,][\p{L}\p{N}\p{M}]+)*(?:\+\+|#(?![\p{L}\p{N}]))?/gu
const numberPattern = /^\d+(?:[.,]\d+)*$/
const thousandsPattern = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const compoundPattern = /[._]|[\p{Ll}\p{N}]\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u
const caseBorder = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u
// Longer runs are hashes, keys or encoded data: nobody types them, and they would fill the vocabulary.
const longest = 64

/**
 * The words of a text in order, stop words included. Numbers stay whole (`0.94`, `10`), `c++` and `c#` keep
 * their signs, and an identifier is found by the whole and by its parts at dots, underscores and case.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(wordPattern)) {
    for (const [offset, word] of atCommas(match[0])) {
      const words = wordsOf(word).filter((one) => one.length <= longest)
      const start = match.index + offset
      if (words.length > 0) tokens.push({ start, end: start + word.length, words, tells: !isStopWord(word) })
    }
  }
  return tokens
}

/** All words a text is indexed by, in order, without stop words. */
export function analyse(text: string): string[] {
  return tokenise(text).flatMap(({ words, tells }) => (tells ? words : []))
}

/** How a word is written for the index: NFKD, lower case, no diacritics, no apostrophes. */
export function normalise(word: string): string {
  const lower = isPlain(word) ? word.toLowerCase() : word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return lower.replace(/['’]s?$|['’]/g, '')
}

// A comma joins the digits of one number only.
function atCommas(match: string): [number, string][] {
  if (!match.includes(',') || thousandsPattern.test(match)) return [[0, match]]
  const words: [number, string][] = []
  let offset = 0
  for (const word of match.split(',')) {
    words.push([offset, word])
    offset += word.length + 1
  }
  return words
}

function wordsOf(word: string): string[] {
  if (numberPattern.test(word)) return [word.replaceAll(',', '')]
  const whole = normalise(word)
  if (whole === '') return []
  if (!compoundPattern.test(word)) return [whole]
  const parts = new Set([whole])
  const dotted = word.split('.')
  for (const part of dotted) {
    if (dotted.length > 1) parts.add(normalise(part))
    for (const piece of part.split('_')) {
      parts.add(normalise(piece))
      for (const cased of piece.split(caseBorder)) if (cased.length > 1) parts.add(normalise(cased))
    }
  }
  parts.delete('')
  return [...parts]
}

function isPlain(word: string): boolean {
  for (let index = 0; index < word.length; index += 1) if (word.charCodeAt(index) > 127) return false
  return true
}
