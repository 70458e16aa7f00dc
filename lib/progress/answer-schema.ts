import { z } from 'zod'
import { kinds } from '@/lib/library/schema'
import { progressLimits, progressStates, textLimits } from './schema'

// What the checks by hand of schema.ts let through, described once more for who reads the API; a browser loads those
// alone (docs/decisions/005), and a test holds the two together.

const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .describe('A time in UTC, such as 2026-11-23T09:30:00.000Z.')

const mark = {
  state: z.enum(progressStates).describe('What the person has done with it.'),
  source: z.enum(['auto', 'manual']).describe('manual when the person said so, auto when the page noticed.'),
  stateAt: time.describe('When the state was set.'),
  readAt: z.exactOptional(time).describe('When the text was read.'),
  appliedLink: z.exactOptional(z.string().max(2000)).describe('Address of the work it was applied in.'),
}

/** A state as it was set for one version of a text. Times are UTC, as `toISOString` writes them. */
export const markSchema = z.strictObject(mark).describe('A state as it was set for one version of a text.')

/** A box of a checklist. */
export const tickSchema = z.strictObject({ on: z.boolean(), at: time }).describe('A box of a checklist.')

/** An answer to a question, or a guess; the confidence is in per cent. */
export const answerSchema = z
  .strictObject({
    value: z.string().max(textLimits.answer),
    confidence: z.exactOptional(z.number().min(0).max(100)).describe('In per cent.'),
    right: z.exactOptional(z.boolean()).describe('The reader’s own judgement of a guess, when they saw what happened.'),
    at: time,
  })
  .describe('An answer to a question, or a guess.')

/** Where to resume; `at` is when the section was on screen, `part` how much of the text stands before it, of 1. */
const placeSchema = z
  .strictObject({
    id: z.string().max(textLimits.id),
    heading: z.string().max(textLimits.heading),
    part: z.exactOptional(z.number().min(0).max(1)).describe('How much of the text stands before it, of 1.'),
    at: time.describe('When it was on screen.'),
  })
  .describe('The section to resume at.')

const key = z.string().min(1).max(textLimits.key)
const documentId = z.string().regex(/^[a-z0-9]{8,16}$/)

/** One person's progress with one document. The mark's fields are those of the mark that counts. */
export const progressRecordSchema = z
  .strictObject({
    documentId,
    kind: z
      .exactOptional(z.enum(kinds))
      .describe('As last seen; absent when nothing but a tick or an answer is known.'),
    lesson: z.exactOptional(z.int().min(1).max(12)).describe('Number of its home lesson, as last seen.'),
    firstOpenedAt: time,
    lastSeenAt: time,
    ...mark,
    lastSection: z.exactOptional(placeSchema),
    versionRead: z
      .exactOptional(z.string().regex(/^[0-9a-f]{1,64}$/))
      .describe('Hash of the text that the mark is about: of a read one, the text as it was read.'),
    otherMarks: z
      .record(z.string().regex(/^[0-9a-f]{0,64}(:auto|:opened)?$/), markSchema)
      .describe('Its other marks, by version and sort; they let copies merge in any order.'),
    ticks: z.record(key, tickSchema),
    answers: z.record(key, answerSchema),
  })
  .describe('What one person has done with one document; the fields of a mark are those of the one that counts.')

/** A person's progress by document id; as JSON it is what the browser stores. */
export const progressSchema = z.record(documentId, progressRecordSchema).describe('Records by document id.')

/** What reading one's progress answers. */
export const progressAnswerSchema = z.strictObject({ progress: progressSchema })

/** What a batch is: records as some browser has them, each merged or refused by itself. */
export const batchSchema = z
  .strictObject({
    operations: z
      .array(progressRecordSchema.partial({ otherMarks: true, ticks: true, answers: true }))
      .max(progressLimits.operations),
  })
  .describe('Records as some browser has them; each is merged or refused by itself.')

/** What came of a batch: for each operation, in order, whether it was taken; and the records as they are now. */
export const batchOutcomeSchema = z
  .strictObject({
    results: z
      .array(
        z.union([
          z.strictObject({ ok: z.literal(true) }),
          z.strictObject({
            ok: z.literal(false),
            reason: z.string().min(1),
            gone: z.literal(true).optional().describe('There is no such document: nothing is lost with its record.'),
          }),
        ]),
      )
      .describe('For each operation, in order, whether it was taken.'),
    progress: progressSchema,
  })
  .describe('What came of a batch, and the records as they are now.')

export type Mark = z.infer<typeof markSchema>
export type Tick = z.infer<typeof tickSchema>
export type Answer = z.infer<typeof answerSchema>
export type ProgressRecord = z.infer<typeof progressRecordSchema>
export type ProgressState = ProgressRecord['state']
export type Progress = z.infer<typeof progressSchema>
export type BatchOutcome = z.infer<typeof batchOutcomeSchema>
