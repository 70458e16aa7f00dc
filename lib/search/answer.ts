import type { LibraryDocument } from '@/lib/library'
import type { Engine, QueryWord } from './engine'
import { prepareQuery } from './query'
import { answering, order, type Ranked } from './rank'
import { searchKinds, searchLimits, type Hit, type SearchAnswer, type SearchQuery } from './schema'
import { snippetOfRow } from './snippet'

/** A query; what is left out has its default. */
export type SearchRequest = Pick<SearchQuery, 'q'> &
  Partial<{ [Key in keyof SearchQuery]: SearchQuery[Key] | undefined }>

/** The index and the documents it was made of. */
export type Indexed = { engine: Engine; documents: Map<string, LibraryDocument> }

/** The answer to a query from what is indexed now. */
export function answerTo(request: SearchRequest, { engine, documents }: Indexed): Omit<SearchAnswer, 'tookMs'> {
  const { kind = [], lesson = [], limit = searchLimits.defaultHits, offset = 0 } = request
  const { words, suggestion } = prepareQuery(request.q, engine.vocabulary)
  const known = answering(words, engine).flatMap((candidate) => {
    const document = documents.get(candidate.documentId)
    return document ? [{ candidate, document }] : []
  })
  const ofKind = known.filter(({ document }) => kind.length === 0 || kind.includes(document.kind))
  const ofLesson =
    lesson.length === 0 ? known : known.filter(({ document }) => document.lessons.some((one) => lesson.includes(one)))
  const both = new Set(ofLesson)
  const found = ofKind.filter((one) => both.has(one)).map(({ candidate }) => candidate)
  const hits = order({ found, words, engine, offset, limit }).flatMap((ranked) => {
    const document = documents.get(ranked.documentId)
    return document ? [hitOf({ ranked, document, words })] : []
  })
  return {
    query: request.q.trim(),
    total: found.length,
    hits,
    facets: facetsOf({ ofKind, ofLesson }),
    ...(suggestion === undefined ? {} : { suggestion: suggestion.trim() }),
  }
}

function hitOf({ ranked, document, words }: { ranked: Ranked; document: LibraryDocument; words: QueryWord[] }): Hit {
  const { row, score } = ranked
  return {
    id: document.id,
    version: document.version,
    kind: document.kind,
    title: document.title,
    url: row.anchor === '' ? document.url : `${document.url}#${row.anchor}`,
    lessons: document.lessons,
    section: { id: row.anchor, heading: row.heading },
    snippet: snippetOfRow(row, words),
    score,
  }
}

type Known = { document: LibraryDocument }[]

function facetsOf({ ofKind, ofLesson }: { ofKind: Known; ofLesson: Known }): SearchAnswer['facets'] {
  const kinds = searchKinds.map((value) => ({ value, count: 0 }))
  const lessons = Array.from({ length: 12 }, (_, index) => ({ value: index + 1, count: 0 }))
  for (const { document } of ofLesson) {
    for (const kind of kinds) if (kind.value === document.kind) kind.count += 1
  }
  for (const number of ofKind.flatMap(({ document }) => document.lessons)) {
    const lesson = lessons[number - 1]
    if (lesson) lesson.count += 1
  }
  return { kind: kinds, lesson: lessons }
}
