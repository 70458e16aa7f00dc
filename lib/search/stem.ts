import { stemmer } from 'stemmer'

// Snippets ask for the same few thousand words at every query.
const known = new Map<string, string>()
const mostKnown = 20_000

/**
 * The term that a word (normalised) is found by: the stem of an English word (Porter 1980), anything else as it is, so
 * that `0.01`, `c++` and `train_test_split` stay what they are.
 */
export function stemOf(word: string): string {
  const before = known.get(word)
  if (before !== undefined) return before
  const stem = /^[a-z]{3,}$/.test(word) ? stemmer(word) : word
  if (known.size >= mostKnown) known.clear()
  known.set(word, stem)
  return stem
}
