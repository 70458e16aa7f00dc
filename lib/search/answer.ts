import type { LibraryDocument } from '@/lib/library'
import type { Documents } from './documents'
import type { Engine, QueryWord } from './engine'
import { bothFilters, narrow, type Asker } from './filters'
import { parseQuery } from './parse-query'
import { testPhrases } from './phrases'
import { prepareQuery } from './query'
import { answering, order, type Ranked } from './rank'
import { filtersSchema, searchLimits, type Hit, type SearchAnswer, type SearchQuery, type SectionHit } from './schema'
import type { ScoredRow } from './score'
import { snippetOfRow } from './snippet'
import type { SynonymGroup } from './synonyms'
import { widen } from './widen'

/** A query, and who asks; what is left out has its default, and a person of whom nothing is known has read nothing. */
export type SearchRequest = Pick<SearchQuery, 'q'> &
  Partial<{ [Key in keyof SearchQuery]: SearchQuery[Key] | undefined }> &
  Partial<Asker>

/** The index and the documents it was made of. */
export type Indexed = { engine: Engine; documents: Documents }

/** Other sections of a hit are worth showing when they answer nearly as well as its best. */
const more = { most: 2, share: 0.6 }

/** The answer to a query from what is indexed now. */
export function answerTo(
  request: SearchRequest,
  { engine, documents }: Indexed,
  synonyms: SynonymGroup[],
): Omit<SearchAnswer, 'tookMs'> {
  const { limit = searchLimits.defaultHits, offset = 0, readIds = new Set<string>() } = request
  const parsed = parseQuery(request.q)
  const { words: typed, suggestion } = prepareQuery(parsed.text, engine.vocabulary, request.q)
  const words = widen(typed, synonyms)
  // Filters alone, and what is not wanted, leave all that pass them.
  const isOpen = words.length === 0 && request.q.trim() !== '' && parsed.text.trim() === ''
  const answered = isOpen ? engine.everyDocument() : answering(words, engine)
  const hasPhrases = testPhrases(parsed, engine)
  const all = hasPhrases ? answered.filter(hasPhrases) : answered
  const filters = bothFilters(parsed.filters, filtersOf(request))
  const { found, facets } = narrow({ all, documents, filters, asker: { readIds } })
  const hits = order({ found, words, engine, offset, limit }).flatMap((ranked) => {
    const document = documents.at(ranked.number)
    return document ? [hitOf({ ranked, document, words })] : []
  })
  return {
    query: request.q.trim(),
    total: found.length,
    hits,
    facets,
    ...(suggestion === undefined ? {} : { suggestion: suggestion.trim() }),
  }
}

function filtersOf(request: SearchRequest) {
  const { kind, lesson, severity, class: classes, tag, author, year, is, before, after } = request
  return filtersSchema.parse({ kind, lesson, severity, class: classes, tag, author, year, is, before, after })
}

type Answering = { ranked: Ranked; document: LibraryDocument; words: QueryWord[] }

function hitOf({ ranked, document, words }: Answering): Hit {
  const [best, ...others] = ranked.rows
  const as = (row: ScoredRow['row']) => sectionOf(row, document, words)
  const least = more.share * (best?.score ?? 0)
  const also = others.filter(({ row, score }) => row.anchor !== '' && score >= least && score > 0).slice(0, more.most)
  const {
    id: anchor,
    heading,
    url,
    snippet,
  } = best ? as(best.row) : { id: '', heading: '', url: document.url, snippet: [] }
  const { id, version, kind, title, lessons } = document
  const section = { id: anchor, heading }
  return {
    id,
    version,
    kind,
    title,
    url,
    lessons,
    section,
    snippet,
    more: also.map(({ row }) => as(row)),
    score: ranked.score,
  }
}

function sectionOf(row: ScoredRow['row'], { url }: LibraryDocument, words: QueryWord[]): SectionHit {
  const address = row.anchor === '' ? url : `${url}#${row.anchor}`
  return { id: row.anchor, heading: row.heading, url: address, snippet: snippetOfRow(row, words) }
}
