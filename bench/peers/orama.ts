import { depth, type Build } from '../search/searcher'
import { loadPeer } from './load-peer'
import { stemmer, stopWords } from './words'

type Fields = { id: string; title: string; tags: string; text: string }
type Package = {
  create(options: object): object
  insertMultiple(database: object, documents: Fields[], batch: number): Promise<unknown>
  search(database: object, query: object): Promise<{ hits: { id: string }[] }>
}

/** Orama with its English stemmer and stop words, and a title boost. */
export const build: Build = async (documents) => {
  const { create, insertMultiple, search } = (await loadPeer('@orama/orama')) as Package
  const tokenizer = {
    language: 'english',
    stemming: true,
    stemmer: await stemmer(),
    stopWords: [...(await stopWords())],
  }
  const database = create({
    schema: { title: 'string', tags: 'string', text: 'string' },
    components: { tokenizer },
  })
  const rows = documents.map(({ id, title, tags, text }) => ({ id, title, tags: tags.join(' '), text }))
  await insertMultiple(database, rows, 1000)
  return async (query) => {
    const { hits } = await search(database, { term: query, limit: depth, boost: { title: 2 } })
    return hits.map(({ id }) => id)
  }
}
