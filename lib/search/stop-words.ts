import { stopwords } from '@orama/stopwords/english'

// The library's list lacks the commonest of them.
const words: ReadonlySet<string> = new Set([...stopwords, 'a'])

/** Whether a word, as it is written, says nothing about what a text is about. Such words are never indexed. */
export function isStopWord(written: string): boolean {
  return words.has(written.toLowerCase().replaceAll('’', "'"))
}
