import { z } from 'zod'
import { documentCardSchema } from '@/lib/library/answer-schema'
import { failureClasses, kinds, severities } from '@/lib/library/schema'
import { searchLimits, similarLimits, type FacetName } from './schema'

// Apart from the schema of a query, which a browser loads.

/** A run of a snippet's text; `match` says that it answers the query. Text, never HTML. */
export const snippetPartSchema = z
  .strictObject({ text: z.string(), match: z.boolean() })
  .describe('A run of text, never HTML; match says that it answers the query.')

const snippet = z.array(snippetPartSchema)

/** A section that answers; `url` ends in its anchor, if it has one. */
export const sectionHitSchema = z
  .strictObject({
    id: z.string().describe('Its anchor; empty for what stands before the first heading.'),
    heading: z.string(),
    url: z.string().describe('Its address on the site, with the anchor.'),
    snippet,
  })
  .describe('A section that answers.')

/** A document with the section that answers best; `url` ends in that section's anchor, if it has one. */
export const hitSchema = z
  .strictObject({
    id: z.string().describe('Id of the document.'),
    version: z.string().describe('Version of its text.'),
    kind: z.enum(kinds),
    title: z.string(),
    url: z.string().describe('Its address on the site, with the anchor of the section that answers best.'),
    lessons: z.array(z.int().min(1).max(12)).describe('Numbers of its lessons; the first is its home.'),
    section: sectionHitSchema.pick({ id: true, heading: true }).describe('The section that answers best.'),
    snippet,
    more: z.array(sectionHitSchema).max(2).describe('Other sections of it that answer as well, the best first.'),
    score: z.number().describe('Comparable within one answer only.'),
  })
  .describe('A document, with the section of it that answers best.')

const facetOf = <T extends z.ZodType>(value: T) =>
  z.array(
    z.strictObject({ value, count: z.int().min(0) }).describe('A value, and how many documents would be hits with it.'),
  )

/**
 * What the hits can be narrowed to; each ignores its own filter. Kinds, lessons and severities are all listed, zeros
 * too; of tags, classes, authors and years those that occur and those chosen, most hits first, at most 12.
 */
export const facetsSchema = z
  .strictObject({
    kind: facetOf(z.enum(kinds)),
    lesson: facetOf(z.int()),
    severity: facetOf(z.enum(severities)),
    class: facetOf(z.enum(failureClasses)),
    tag: facetOf(z.string()),
    author: facetOf(z.string()),
    year: facetOf(z.int()),
  } satisfies Record<FacetName, z.ZodType>)
  .describe('What each value of a filter would leave under all other filters.')

/** What the search answers. */
export const searchAnswerSchema = z
  .strictObject({
    query: z.string().describe('The query as it was searched for: trimmed.'),
    total: z.int().min(0).describe('Documents that match, under the filters, over all pages.'),
    tookMs: z.number().min(0).describe('Milliseconds the search took.'),
    hits: z.array(hitSchema).max(searchLimits.hits),
    facets: facetsSchema,
    suggestion: z
      .exactOptional(z.string())
      .describe(
        'The query in corrected spelling, when a word had to be corrected to be found, or could be to find more.',
      ),
  })
  .describe('The hits of a query, the best first.')

/** What is similar to something. */
export const similarAnswerSchema = z
  .strictObject({ documents: z.array(documentCardSchema).max(similarLimits.documents) })
  .describe('The nearest documents, the nearest first.')

export type SnippetPart = z.infer<typeof snippetPartSchema>
export type SectionHit = z.infer<typeof sectionHitSchema>
export type Hit = z.infer<typeof hitSchema>
export type Facets = z.infer<typeof facetsSchema>
export type SearchAnswer = z.infer<typeof searchAnswerSchema>
export type SimilarAnswer = z.infer<typeof similarAnswerSchema>
