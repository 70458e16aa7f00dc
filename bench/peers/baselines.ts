import type { Document } from '../search/collection'
import type { Build } from '../search/searcher'
import { createBm25, type Field } from './bm25'
import { stemOf } from '../../lib/search/stem'
import { stopWords } from './words'

/** BM25 over title, tags and text as one field, stemmed as the product does it, without stop words. */
export const buildBm25: Build = (documents) => {
  const all = ({ title, tags, text }: Document) => [title, ...tags, text].join('\n')
  return buildWith(documents, { fields: [{ of: all, weight: 1, b: 0.75 }], nearness: 0 })
}

/** BM25F over title, tags and text, stemmed, without stop words, with more for query words that stand near each other. */
export const buildBm25f: Build = (documents) => {
  const fields = [
    { of: ({ title }: Document) => title, weight: 3, b: 0.5 },
    { of: ({ tags }: Document) => tags.join(' '), weight: 2, b: 0.3 },
    { of: ({ text }: Document) => text, weight: 1, b: 0.75 },
  ]
  return buildWith(documents, { fields, nearness: 0.3 })
}

async function buildWith(documents: Document[], { fields, nearness }: { fields: Field[]; nearness: number }) {
  const small = await stopWords()
  const analyse = (text: string) =>
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !small.has(word)).map(stemOf)
  return createBm25({ documents, fields, nearness, analyse })
}
