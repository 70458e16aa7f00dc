import { Index } from 'flexsearch'
import { depth, type Build } from '../search/searcher'

/** flexsearch as it comes, in the version the product uses, with `suggest`: without it a document must have all words. */
export const build: Build = (documents) => {
  const index = new Index()
  for (const [number, { title, tags, text }] of documents.entries())
    index.add(number, [title, ...tags, text].join('\n'))
  return (query) => {
    const found = index.search(query, { limit: depth, suggest: true }) as number[]
    return found.map((number) => documents[number]?.id ?? '')
  }
}
