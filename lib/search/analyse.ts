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

/** A word as it stands in a text, from `start` to `end` (UTF-16). */
export type Written = { start: number; end: number; word: string }

/** The words of a text in order, as they stand there. */
export function writtenIn(text: string): Written[] {
  const found: Written[] = []
  for (const { 0: match, index } of text.matchAll(wordPattern)) {
    if (!match.includes(',')) found.push({ start: index, end: index + match.length, word: match })
    else found.push(...atCommas(match, index))
  }
  return found
}

/** What a word is found by, normalised: the whole, and an identifier's parts at dots, underscores and case. */
export function formsOf(word: string): string[] {
  return wordsOf(word).filter((one) => one.length <= longest)
}

/**
 * The words of a text in order, stop words included. Numbers stay whole (`0.94`, `10`), `c++` and `c#` keep
 * their signs, and an identifier is found by the whole and by its parts at dots, underscores and case.
 */
export function tokenise(text: string): Token[] {
  return writtenIn(text).flatMap(({ start, end, word }) => {
    const words = formsOf(word)
    return words.length > 0 ? [{ start, end, words, tells: !isStopWord(word) }] : []
  })
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
function atCommas(match: string, index: number): Written[] {
  if (thousandsPattern.test(match)) return [{ start: index, end: index + match.length, word: match }]
  let start = index
  return match.split(',').map((word) => {
    const written = { start, end: start + word.length, word }
    start = written.end + 1
    return written
  })
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
