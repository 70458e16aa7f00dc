import type { LibraryDocument } from '@/lib/library'
import type { Engine, QueryWord } from './engine'
import { prepareQuery } from './query'
import { answering, order, type Ranked } from './rank'
import { searchKinds, searchLimits, type Hit, type SearchAnswer, type SearchQuery } from './schema'
import { snippetOfRow } from './snippet'

/** A query; what is left out has its default. */
export type SearchRequest = Pick<SearchQuery, 'q'> & Partial<{ [Key in keyof SearchQuery]: SearchQuery[Key] | undefined }>

/** The index and the documents it was made of. */
export type Indexed = { engine: Engine; documents: Map<string, LibraryDocument> }

const lessonNumbers = Array.from({ length: 12 }, (_, index) => index + 1)

/** The answer to a query from what is indexed now. */
export function answerTo(request: SearchRequest, { engine, documents }: Indexed): Omit<SearchAnswer, 'tookMs'> {
  const { kind = [], lesson = [], limit = searchLimits.defaultHits, offset = 0 } = request
  const { words, suggestion } = prepareQuery(request.q, engine.vocabulary)
  const documentOf = ({ documentId }: { documentId: string }) => documents.get(documentId)
  const known = answering(words, engine)
  const ofKind = known.filter((candidate) => isOfKind(documentOf(candidate), kind))
  const ofLesson = known.filter((candidate) => isOfLesson(documentOf(candidate), lesson))
  const found = ofKind.filter((candidate) => isOfLesson(documentOf(candidate), lesson))
  const hits = order({ found, words, engine, offset, limit }).flatMap((ranked) => {
    const document = documentOf(ranked)
    return document ? [hitOf({ ranked, document, words })] : []
  })
  return {
    query: request.q.trim(),
    total: found.length,
    hits,
    facets: facetsOf({ ofKind: ofKind.map(documentOf), ofLesson: ofLesson.map(documentOf) }),
    ...(suggestion === undefined ? {} : { suggestion: suggestion.trim() }),
  }
}

function hitOf({ ranked, document, words }: { ranked: Ranked; document: LibraryDocument; words: QueryWord[] }): Hit {
  const { row, score } = ranked
  return {
    id: document.id,
    kind: document.kind,
    title: document.title,
    url: row.anchor === '' ? document.url : `${document.url}#${row.anchor}`,
    lessons: document.lessons,
    section: { id: row.anchor, heading: row.heading },
    snippet: snippetOfRow(row, words),
    score,
  }
}

type Documents = (LibraryDocument | undefined)[]

function facetsOf({ ofKind, ofLesson }: { ofKind: Documents; ofLesson: Documents }): SearchAnswer['facets'] {
  const kinds = new Map<string, number>()
  const lessons = new Map<number, number>()
  for (const document of ofLesson) if (document) kinds.set(document.kind, (kinds.get(document.kind) ?? 0) + 1)
  for (const document of ofKind) {
    for (const number of document?.lessons ?? []) lessons.set(number, (lessons.get(number) ?? 0) + 1)
  }
  return {
    kind: searchKinds.map((value) => ({ value, count: kinds.get(value) ?? 0 })),
    lesson: lessonNumbers.map((value) => ({ value, count: lessons.get(value) ?? 0 })),
  }
}

function isOfKind(document: LibraryDocument | undefined, kinds: readonly string[]): boolean {
  return document !== undefined && (kinds.length === 0 || kinds.includes(document.kind))
}

function isOfLesson(document: LibraryDocument | undefined, numbers: readonly number[]): boolean {
  return document !== undefined && (numbers.length === 0 || document.lessons.some((number) => numbers.includes(number)))
}
