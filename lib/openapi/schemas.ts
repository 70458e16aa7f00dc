import { z } from 'zod'
import { statusOf, type ErrorCode } from '@/lib/errors'
import { documentCardSchema, lessonListSchema } from '@/lib/library/answer-schema'
import { problemSchema, rewriteSchema } from '@/lib/markup/schema'
import * as postmortems from '@/lib/postmortems/answer-schema'
import { givenFieldsSchema } from '@/lib/postmortems/schema'
import * as progress from '@/lib/progress/answer-schema'
import * as search from '@/lib/search/answer-schema'
import { similarQuerySchema } from '@/lib/search/schema'
import type { Content, JsonSchema } from './shape'

/** What is refused: a word for programs, and words for people. */
const refusalSchema = z
  .strictObject({ error: z.enum(Object.keys(statusOf) as ErrorCode[]), message: z.string().min(1) })
  .describe('What is refused: a word for programs, and a message that says what to do.')

/** A fault of the server. */
const faultSchema = z
  .strictObject({ error: z.literal('unexpected'), message: z.string().min(1), id: z.string() })
  .describe('A fault of the server, whose log has the details under this id.')

const sent = {
  NewPostmortem: postmortems.sentPostmortemSchema,
  ChangedPostmortem: postmortems.sentChangeSchema,
  ProgressBatch: progress.batchSchema,
  SimilarQuery: similarQuerySchema,
}

const answered = {
  SearchAnswer: search.searchAnswerSchema,
  Hit: search.hitSchema,
  SectionHit: search.sectionHitSchema,
  SnippetPart: search.snippetPartSchema,
  Facets: search.facetsSchema,
  SimilarAnswer: search.similarAnswerSchema,
  DocumentCard: documentCardSchema,
  LessonList: lessonListSchema,
  Published: postmortems.publishedSchema,
  PublishedFile: postmortems.publishedFileSchema,
  Postmortem: postmortems.editableSchema,
  PostmortemFields: givenFieldsSchema,
  RefusedText: postmortems.refusedTextSchema,
  Conflict: postmortems.conflictSchema,
  Problem: problemSchema,
  Rewrite: rewriteSchema,
  ProgressAnswer: progress.progressAnswerSchema,
  Progress: progress.progressSchema,
  ProgressRecord: progress.progressRecordSchema,
  Mark: progress.markSchema,
  Tick: progress.tickSchema,
  Answer: progress.answerSchema,
  ProgressOutcome: progress.batchOutcomeSchema,
  Refusal: refusalSchema,
  Fault: faultSchema,
}

type SchemaName = keyof typeof sent | keyof typeof answered

const addressOf = (name: string) => `#/components/schemas/${name}`

/** All schemas that the description names, as JSON Schema: of what is sent what may come, of answers what will. */
export function describeSchemas(): Record<string, JsonSchema> {
  return { ...written(sent, 'input'), ...written(answered, 'output') }
}

function written(schemas: Record<string, z.core.$ZodType>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
  const { schemas: all } = z.toJSONSchema(registry, { uri: addressOf, io })
  return Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, withoutIdentity(schema)]))
}

// Each stands in one document, which says for all of them where they are and which dialect they are.
function withoutIdentity(schema: object): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema' && name !== '$id'))
}

/** A named schema, where it is used. */
export function refTo(name: SchemaName): JsonSchema {
  return { $ref: addressOf(name) }
}

/** What comes or goes as JSON. */
export function json(schema: JsonSchema): Content {
  return { 'application/json': { schema } }
}
