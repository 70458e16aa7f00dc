import * as z from 'zod/mini'
import { failureClasses, severities, type Kind } from '@/lib/library/schema'

/** Bounds of a query; `characters` and `words` are counted on what the person typed. */
export const searchLimits = { characters: 200, words: 24, hits: 50, offset: 1000, defaultHits: 20 } as const

/** Kinds that can be searched for, in the order their facet shows them. */
export const searchKinds = ['lesson', 'toy-problem', 'postmortem'] as const satisfies readonly Kind[]

const countOfWords = (text: string) => text.split(/\s+/).filter(Boolean).length

// An address gives one value as text and several as a list; an unset field of a form arrives as ''.
const toList = z.transform((given: unknown): unknown => [given].flat().filter((one) => one !== '' && one !== undefined))
const listOf = <T extends z.ZodMiniType>(value: T) => z.pipe(toList, z.array(value).check(z.maxLength(12)))
const optional = <T extends z.ZodMiniType>(value: T) =>
  z.optional(
    z.pipe(
      z.transform((given: unknown): unknown => (given === '' ? undefined : given)),
      z.optional(value),
    ),
  )
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80))
const day = z.iso.date('Write a day as 2026-11-30')

/** The filters that take one of several values; within a filter any of those given suffices. */
export const facetNames = ['kind', 'lesson', 'severity', 'class', 'tag', 'author', 'year'] as const
export type FacetName = (typeof facetNames)[number]
/** All filters that take several values. */
export const listNames = [...facetNames, 'is'] as const

const filterShape = {
  kind: z._default(listOf(z.enum(searchKinds)), []),
  lesson: z._default(listOf(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(12))), []),
  severity: z._default(listOf(z.enum(severities)), []),
  class: z._default(listOf(z.enum(failureClasses)), []),
  tag: z._default(listOf(name), []),
  author: z._default(listOf(name), []),
  year: z._default(listOf(z.coerce.number().check(z.int(), z.minimum(1900), z.maximum(2999))), []),
  /** What the person has not read yet; postmortems with actions that are open. */
  is: z._default(listOf(z.enum(['unread', 'open'])), []),
  /** Days, of what happened or was written before or after them, neither included. */
  before: optional(day),
  after: optional(day),
}

/** The filters of a query, as words in it or as parameters of an address. */
export const filtersSchema = z.object(filterShape)
export type Filters = z.infer<typeof filtersSchema>

/**
 * A query as it comes from an address or a call: `q`, the filters (one value or several), `limit` and `offset` (numbers,
 * or text that is one).
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
  ...filterShape,
  limit: z._default(
    z.coerce.number().check(z.int(), z.minimum(1), z.maximum(searchLimits.hits)),
    searchLimits.defaultHits,
  ),
  offset: z._default(
    z.coerce
      .number()
      .check(
        z.int(),
        z.minimum(0),
        z.maximum(
          searchLimits.offset,
          `Pages begin with the first ${searchLimits.offset} documents; narrow the search`,
        ),
      ),
    0,
  ),
})

export type SearchQuery = z.infer<typeof searchQuerySchema>

/** What a page reports of a search that led to nothing. */
export const missedSearchSchema = z.pick(searchQuerySchema, { q: true })

/** Bounds of a question for similar documents; `characters` are looked at, the rest of a longer text is not. */
export const similarLimits = { characters: 20_000, documents: 20, without: 20 } as const

const documentId = z.string().check(z.minLength(1), z.maxLength(64))

/** A question for the documents nearest to one of the library, by its id, or to a text. */
export const similarQuerySchema = z.strictObject({
  to: z.union([
    z.strictObject({ id: documentId }),
    z.strictObject({ text: z.string().check(z.maxLength(similarLimits.characters)) }),
  ]),
  /** Kinds that are wanted; all when it is left out. */
  kinds: z.optional(z.array(z.enum(searchKinds))),
  /** Ids of documents that are not wanted. */
  without: z._default(z.array(documentId).check(z.maxLength(similarLimits.without)), []),
  limit: z._default(z.number().check(z.int(), z.minimum(1), z.maximum(similarLimits.documents)), 5),
})
export type SimilarQuery = z.infer<typeof similarQuerySchema>

export type { Facets, Hit, SearchAnswer, SectionHit, SnippetPart } from './answer-schema'
