import { loadPeer } from './load-peer'

/** The English stop words of `@orama/stopwords`. */
export async function stopWords(): Promise<ReadonlySet<string>> {
  const { stopwords } = (await loadPeer('@orama/stopwords/english')) as { stopwords: string[] }
  return new Set(stopwords)
}

/** The English stemmer (Porter 2) of `@orama/stemmers`. */
export async function stemmer(): Promise<(word: string) => string> {
  const { stemmer: stem } = (await loadPeer('@orama/stemmers/english')) as { stemmer: (word: string) => string }
  return stem
}
