import * as z from 'zod/mini'
import type { Kind } from '@/lib/library/schema'
import { marksOf, settle } from './marks'
import { newestEntries } from './order'

/** How much is kept of one person: records, marks of other versions in a record, ticks in one, answers in one. */
export const progressLimits = { records: 2000, marks: 50, entries: 200 } as const

const kinds = ['lesson', 'toy-problem', 'postmortem'] as const satisfies readonly Kind[]

/**
 * What a person has done with a document. `unread` is said by hand only; `reading` has been opened; `tried` means
 * that a toy problem of it was solved, `applied` that it was used in work; `skipped` leaves the count. Not started
 * is to have no record.
 */
export const progressStates = ['unread', 'reading', 'read', 'tried', 'applied', 'skipped'] as const

// One notation only, as `toISOString` writes it, so that times compare as text.
const timeSchema = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  z.refine((text) => !Number.isNaN(Date.parse(text))),
)
const keySchema = z.string().check(z.minLength(1), z.maxLength(200))
const versionSchema = z.string().check(z.regex(/^[0-9a-f]{1,64}$/))
const linkSchema = z.string().check(z.maxLength(2000), z.regex(/^https?:\/\/\S+$/i))

/** A state as it was set for one version of a text. */
export const markSchema = z.object({
  state: z.enum(progressStates),
  /** `manual` when the person said so, `auto` when the page noticed. */
  source: z.enum(['auto', 'manual']),
  /** When the state was set. */
  stateAt: timeSchema,
  /** When the text was read. */
  readAt: z.exactOptional(timeSchema),
  /** Address of the work it was applied in. */
  appliedLink: z.exactOptional(linkSchema),
})

/** A box of a checklist. */
export const tickSchema = z.object({ on: z.boolean(), at: timeSchema })

/** An answer to a question, or a guess; the confidence is in per cent. */
export const answerSchema = z.object({
  value: z.string().check(z.maxLength(2000)),
  confidence: z.exactOptional(z.number().check(z.minimum(0), z.maximum(100))),
  at: timeSchema,
})

/** Where to resume; `at` is when the section was on screen. */
export const lastSectionSchema = z.object({
  id: z.string().check(z.maxLength(200)),
  heading: z.string().check(z.maxLength(400)),
  at: timeSchema,
})

/** One person's progress with one document. Times are UTC. The mark's fields are those of the mark that counts. */
export const progressRecordSchema = z.object({
  documentId: z.string().check(z.regex(/^[a-z0-9]{8,16}$/)),
  /** As last seen; absent when nothing but a tick or an answer is known. */
  kind: z.exactOptional(z.enum(kinds)),
  /** Number of its home lesson, as last seen. */
  lesson: z.exactOptional(z.number().check(z.int(), z.minimum(1), z.maximum(12))),
  firstOpenedAt: timeSchema,
  lastSeenAt: timeSchema,
  lastSection: z.exactOptional(lastSectionSchema),
  ...markSchema.shape,
  /** Hash of the text that the mark is about: of a read one, the text as it was read. */
  versionRead: z.exactOptional(versionSchema),
  /** Marks of other versions, by hash ('' when unknown); they let copies merge in any order. */
  otherMarks: z.record(z.string(), markSchema),
  ticks: z.record(keySchema, tickSchema),
  answers: z.record(keySchema, answerSchema),
})

export type ProgressState = (typeof progressStates)[number]
export type Mark = z.infer<typeof markSchema>
export type Tick = z.infer<typeof tickSchema>
export type Answer = z.infer<typeof answerSchema>
export type ProgressRecord = z.infer<typeof progressRecordSchema>

/** A person's progress by document id; as JSON it is what the browser stores. */
export type Progress = Record<string, ProgressRecord>

/** Reads stored progress, or what has become of it: what is valid is returned, the rest dropped. Never throws. */
export function parseProgress(text: string | null | undefined): Progress {
  const records = entriesOf(parseJson(text)).flatMap(([id, value]) => {
    const record = parseRecord(value)
    return record?.documentId === id ? [record] : []
  })
  const newest = records
    .sort((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : -1))
    .slice(0, progressLimits.records)
  return Object.fromEntries(newest.map((record) => [record.documentId, record]))
}

function parseRecord(value: unknown): ProgressRecord | undefined {
  const fields = Object.fromEntries(entriesOf(value))
  const { lastSection, ...rest } = fields
  const section = lastSectionSchema.safeParse(lastSection)
  const otherMarks = validEntries(fields.otherMarks, markSchema).filter(
    ([key]) => key === '' || versionSchema.safeParse(key).success,
  )
  const parsed = progressRecordSchema.safeParse({
    ...rest,
    ...(section.success && { lastSection: section.data }),
    otherMarks: Object.fromEntries(otherMarks.slice(0, progressLimits.marks)),
    ticks: newestEntries(keyed(validEntries(fields.ticks, tickSchema)), progressLimits.entries),
    answers: newestEntries(keyed(validEntries(fields.answers, answerSchema)), progressLimits.entries),
  })
  return parsed.success ? settle(parsed.data, marksOf(parsed.data)) : undefined
}

function keyed<T>(entries: [string, T][]): [string, T][] {
  return entries.filter(([key]) => key !== '__proto__' && keySchema.safeParse(key).success)
}

function validEntries<T extends z.ZodMiniType>(value: unknown, schema: T): [string, z.infer<T>][] {
  return entriesOf(value).flatMap(([key, one]): [string, z.infer<T>][] => {
    const parsed = schema.safeParse(one)
    return parsed.success ? [[key, parsed.data]] : []
  })
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

function parseJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
