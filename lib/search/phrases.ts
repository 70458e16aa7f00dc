import { normalise, tokenise, type Token } from './analyse'
import { bitsOf } from './edits'
import type { Candidate, Engine } from './engine'
import { fieldNames } from './fields'
import { boundsOf, type Packed } from './packed'
import { stemOf } from './stem'

/** What a document must have word for word, and what it must not have, as they were typed. */
export type Phrases = { phrases: string[]; without: string[] }

type HasPhrase = (document: Pick<Candidate, 'number' | 'documentId'>) => boolean

/**
 * Tells of a document whether it has every phrase within one field of a section, and nothing of what is not wanted. Case,
 * accents and what stands between words make no difference; a word is whole. Texts are read only where the index has the
 * words. Undefined when nothing is asked; a phrase without a word asks nothing.
 */
export function testPhrases({ phrases, without }: Phrases, engine: Engine): HasPhrase | undefined {
  const testsOf = (list: string[]) => list.filter(hasWords).map((phrase) => testPhrase(phrase, engine))
  const [wanted, unwanted] = [testsOf(phrases), testsOf(without)]
  if (wanted.length === 0 && unwanted.length === 0) return undefined
  return (document) => wanted.every((has) => has(document)) && !unwanted.some((has) => has(document))
}

function testPhrase(phrase: string, engine: Engine): HasPhrase {
  const wanted = folded(phrase)
  const telling = tokenise(phrase).filter(({ tells }) => tells)
  // Numbers are cut otherwise in the index (`1,000`).
  const words = telling.flatMap(({ words: [whole = ''] }) => (/^\p{L}/u.test(whole) ? stemOf(whole) : []))
  const likely = likelyToHave(words, engine)
  const run = runOf(words, engine, telling)
  const pattern = patternOf(wanted)
  const isIn = (text: string) => pattern.test(text) || (mayHide.test(text) && folded(text).includes(wanted))
  return ({ number, documentId }) =>
    (likely === undefined || likely.has(number)) &&
    engine
      .rowsOf(documentId)
      .some(({ row, fields }) => fieldsWith(run, fields).some((place) => isIn(row[fieldNames[place] ?? 'body'])))
}

/** The numbers of the documents that have all words somewhere; undefined when that cannot be asked of the index. */
function likelyToHave(words: string[], engine: Engine): ReadonlySet<number> | undefined {
  const different = [...new Set(words)]
  if (different.length === 0) return undefined
  const found = engine.candidates(different.map((term) => ({ text: term, terms: [{ term, weight: 1 }] })))
  return new Set(found.filter(({ words: mask }) => bitsOf(mask) === different.length).map(({ number }) => number))
}

/**
 * The numbers of terms that follow each other in the index wherever the phrase stands in a text: there small words are
 * left out, and words of several parts have a number for each, so that beside one of these only the first is sure.
 */
function runOf(words: string[], { vocabulary }: Engine, telling: Token[]): number[] {
  const numbers = words.flatMap((word) => vocabulary.find(word) ?? [])
  const isPlain = telling.every(({ words: forms }) => forms.length === 1) && numbers.length === telling.length
  return isPlain ? numbers : numbers.slice(0, 1)
}

const allFields = [...fieldNames.keys()]

/** The places of the fields that have a run of terms; of none, all of them. */
function fieldsWith([first, ...rest]: number[], fields: Packed): number[] {
  if (first === undefined) return allFields
  const places: number[] = []
  for (let at = fields.indexOf(first, fieldNames.length); at !== -1; at = fields.indexOf(first, at + 1)) {
    const place = allFields.findIndex((one) => at < boundsOf(fields, one).end)
    const isRun = rest.every((number, index) => fields[at + 1 + index] === number)
    if (isRun && at + rest.length < boundsOf(fields, place).end && !places.includes(place)) places.push(place)
  }
  return places
}

const inWord = "\\p{L}\\p{N}\\p{M}+#_'’"

/** Finds folded words in a text as it is, many times quicker than folding it. */
function patternOf(wanted: string): RegExp {
  const words = wanted.trim().split(' ')
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return new RegExp(`(?<![.${inWord}])${escaped.join(`\\.*[^.${inWord}]+`)}(?!\\.*[${inWord}])`, 'iu')
}

/** What may be folded into another letter, or away. */
const mayHide = /['’]|[^\p{ASCII}\p{P}\p{S}\p{Z}]/u

/** Words between single spaces, and at both ends. */
function folded(text: string): string {
  const words = text.match(/[\p{L}\p{N}\p{M}+#._'’]+/gu) ?? []
  return ` ${words.map((word) => normalise(word.replace(/\.+$/, ''))).join(' ')} `
}

function hasWords(phrase: string): boolean {
  return folded(phrase).trim() !== ''
}
