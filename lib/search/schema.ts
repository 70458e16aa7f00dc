import * as z from 'zod/mini'
import type { Kind } from '@/lib/library/schema'

/** Bounds of a query; `characters` and `words` are counted on what the person typed. */
export const searchLimits = { characters: 200, words: 24, hits: 50, offset: 1000, defaultHits: 20 } as const

/** Kinds that can be searched for, in the order their facet shows them. */
export const searchKinds = ['lesson', 'toy-problem', 'postmortem'] as const satisfies readonly Kind[]

const countOfWords = (text: string) => text.split(/\s+/).filter(Boolean).length

// An address gives one value as text and several as a list; an unset field of a form arrives as ''.
const toList = z.transform((given: unknown): unknown => [given].flat().filter((one) => one !== '' && one !== undefined))
const listOf = <T extends z.ZodMiniType>(value: T) => z.pipe(toList, z.array(value).check(z.maxLength(12)))

/**
 * A query as it comes from an address or a call: `q`, `kind` and `lesson` (one or several; within a filter any
 * of them suffices), `limit` and `offset` (numbers, or text that is one).
 */
export const searchQuerySchema = z.object({
  q: z._default(
    z.string().check(
      z.trim(),
      z.maxLength(searchLimits.characters, `A search has at most ${searchLimits.characters} characters`),
      z.refine((text) => countOfWords(text) <= searchLimits.words, `A search has at most ${searchLimits.words} words`),
    ),
    '',
  ),
  kind: z._default(listOf(z.enum(searchKinds)), []),
  lesson: z._default(listOf(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(12))), []),
  limit: z._default(
    z.coerce.number().check(z.int(), z.minimum(1), z.maximum(searchLimits.hits)),
    searchLimits.defaultHits,
  ),
  offset: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(searchLimits.offset)), 0),
})

export type SearchQuery = z.infer<typeof searchQuerySchema>

/** A run of a snippet's text; `match` says that it answers the query. Text, never HTML. */
export type SnippetPart = { text: string; match: boolean }

/** The best section of one document. `url` ends in the section's anchor, if it has one. */
export type Hit = {
  /** Id of the document. */
  id: string
  /** Version of its text. */
  version: string
  kind: Kind
  title: string
  url: string
  lessons: number[]
  section: { id: string; heading: string }
  snippet: SnippetPart[]
  /** Comparable within one answer only. */
  score: number
}

/** A filter's value and how many documents would be hits with it; zeros are listed too. */
export type FacetValue<T> = { value: T; count: number }

export type SearchAnswer = {
  /** The query as it was searched for: trimmed. */
  query: string
  /** Documents that match, under the filters, over all pages. */
  total: number
  /** Milliseconds the search took. */
  tookMs: number
  hits: Hit[]
  /** Counted over all hits; each ignores its own filter. */
  facets: { kind: FacetValue<Kind>[]; lesson: FacetValue<number>[] }
  /** The query in corrected spelling, when a word had to be corrected to be found. */
  suggestion?: string
}
