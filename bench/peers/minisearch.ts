import { depth, type Build } from '../search/searcher'
import { loadPeer } from './load-peer'
import { stopWords } from './words'

type Fields = { id: number; title: string; tags: string; text: string }
type MiniSearch = { addAll(documents: Fields[]): void; search(query: string, options: object): { id: number }[] }
type Package = { default: new (options: object) => MiniSearch }

/** MiniSearch with what its manual offers: title boost, fuzzy, prefixes for the last word, stop words left out. */
export const build: Build = async (documents) => {
  const { default: MiniSearch } = (await loadPeer('minisearch')) as Package
  const small = await stopWords()
  const index = new MiniSearch({
    fields: ['title', 'tags', 'text'],
    processTerm: (term: string) => (small.has(term.toLowerCase()) ? null : term.toLowerCase()),
  })
  index.addAll(documents.map(({ title, tags, text }, id) => ({ id, title, tags: tags.join(' '), text })))
  const ids = documents.map(({ id }) => id)
  const options = {
    boost: { title: 2, tags: 1.5 },
    fuzzy: (term: string) => (term.length > 3 ? 0.2 : false),
    prefix: (_term: string, place: number, terms: string[]) => place === terms.length - 1,
  }
  return (query) =>
    index
      .search(query, options)
      .slice(0, depth)
      .map(({ id }) => ids[id] ?? '')
}
