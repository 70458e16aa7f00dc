import { normalise, tokenise } from './analyse'
import { bitsOf } from './edits'
import type { Engine } from './engine'
import { fieldNames } from './fields'
import { stemOf } from './stem'

/** What a document must have word for word, and what it must not have, as they were typed. */
export type Phrases = { phrases: string[]; without: string[] }

type HasPhrase = (documentId: string) => boolean

/**
 * Tells of a document whether it has every phrase within one field of a section, and nothing of what is not wanted. Case,
 * accents and what stands between words make no difference; a word is whole. Texts are read only where the index has the
 * words. Undefined when nothing is asked.
 */
export function testPhrases({ phrases, without }: Phrases, engine: Engine): HasPhrase | undefined {
  if (phrases.length === 0 && without.length === 0) return undefined
  const wanted = phrases.map((phrase) => testPhrase(phrase, engine))
  const unwanted = without.map((phrase) => testPhrase(phrase, engine))
  return (id) => wanted.every((has) => has(id)) && !unwanted.some((has) => has(id))
}

function testPhrase(phrase: string, engine: Engine): HasPhrase {
  const text = folded(phrase)
  const likely = likelyToHave(phrase, engine)
  return (id) =>
    (likely === undefined || likely.has(id)) &&
    engine.rowsOf(id).some(({ row }) => fieldNames.some((name) => folded(row[name]).includes(text)))
}

/** The documents that have all words of a phrase somewhere; undefined when that cannot be asked of the index. */
function likelyToHave(phrase: string, engine: Engine): ReadonlySet<string> | undefined {
  const written = tokenise(phrase).flatMap(({ words: [whole = ''], tells }) => (tells ? whole : []))
  // Numbers are cut otherwise in the index (`1,000`).
  const words = [...new Set(written.filter((word) => /^\p{L}/u.test(word)).map(stemOf))]
  if (words.length === 0) return undefined
  const found = engine.candidates(words.map((term) => ({ text: term, terms: [{ term, weight: 1 }] })))
  return new Set(found.filter(({ words: mask }) => bitsOf(mask) === words.length).map(({ documentId }) => documentId))
}

/** Words between single spaces, and at both ends. */
function folded(text: string): string {
  const words = text.match(/[\p{L}\p{N}\p{M}+#._'’]+/gu) ?? []
  return ` ${words.map((word) => normalise(word.replace(/\.+$/, ''))).join(' ')} `
}
