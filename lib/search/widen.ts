import type { QueryWord } from './engine'
import type { SynonymGroup } from './synonyms'

/** What another way to say it counts, shared among its words. */
const weight = 0.9

/**
 * The words of a query, each with what the team says for it as well: where all words of one way follow each other, the
 * terms of the other ways stand for each of them.
 */
export function widen(words: QueryWord[], groups: SynonymGroup[]): QueryWord[] {
  if (groups.length === 0) return words
  const added = words.map((): QueryWord['terms'] => [])
  for (const ways of groups) {
    for (const way of ways) {
      for (const start of startsOf(way, words)) {
        const others = ways.filter((other) => other !== way)
        const termsOf = (other: string[]) =>
          other.map((term) => ({ term, weight: weight / other.length, isSynonym: true as const }))
        const terms = others.flatMap(termsOf)
        for (let at = start; at < start + way.length; at += 1) added[at]?.push(...terms)
      }
    }
  }
  return words.map((word, at) => ({ ...word, terms: distinct([...word.terms, ...(added[at] ?? [])]) }))
}

function startsOf(way: string[], words: QueryWord[]): number[] {
  return [...words.keys()].filter((start) => way.every((term, offset) => words[start + offset]?.text === term))
}

/** Of a term named twice the first, which is the weightier. */
function distinct(terms: QueryWord['terms']): QueryWord['terms'] {
  return terms.filter(({ term }, at) => terms.findIndex((other) => other.term === term) === at)
}
