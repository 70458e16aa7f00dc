import { z } from 'zod'
import { commitSchema, failureClasses, postmortemSchema, requireOrder, severities } from '@/lib/library/schema'

/** Bytes of a request that publishes or changes a postmortem, and of its body; texts of one person in a minute. */
export const sentLimits = { requestBytes: 1024 * 1024, bodyBytes: 256 * 1024, perMinute: 60 } as const

const lessonWords = 'Choose lessons from 1 to 12'
const shape = postmortemSchema.shape

/** The fields of a postmortem that a person gives; id, address, authors and dates are made by the server. */
export const givenFieldsSchema = z
  .strictObject({
    title: shape.title.refine((text) => /[\p{L}\p{N}]/u.test(text), 'Write a title with letters or digits'),
    summary: shape.summary,
    lessons: z
      .array(z.coerce.number(lessonWords).int(lessonWords).min(1, lessonWords).max(12, lessonWords), lessonWords)
      .max(24)
      .transform((numbers) => [...new Set(numbers)])
      .pipe(z.array(z.number()).min(1, 'Choose at least one lesson; the first is its home')),
    severity: z.enum(severities, { error: 'Choose how bad it was' }),
    happened: shape.happened,
    failureClass: z
      .array(z.enum(failureClasses, { error: 'Choose a kind of failure' }))
      .max(5)
      .transform((classes) => [...new Set(classes)])
      .pipe(z.array(z.enum(failureClasses)).min(1, 'Choose a kind of failure'))
      .default(['none of these']),
    tags: shape.tags,
    status: shape.status,
    started: shape.started,
    detected: shape.detected,
    mitigated: shape.mitigated,
    resolved: shape.resolved,
    detectedBy: shape.detectedBy,
    versions: shape.versions,
    metrics: shape.metrics,
    baseline: shape.baseline,
    impact: shape.impact,
    actions: shape.actions,
    recursFrom: shape.recursFrom,
    toy: shape.toy,
    heuristic: shape.heuristic,
    reviewBy: shape.reviewBy,
    shelfLife: shape.shelfLife,
    sources: shape.sources,
  })
  .superRefine(requireOrder)

/** The fields that nobody gives: the server makes them, or the site does with its own steps. */
export const serverFields = ['id', 'slug', 'authors', 'created', 'updated', 'aliases', 'checks', 'withdrawn'] as const

const ignored = z.unknown().optional()

/** The front matter of a whole file that is sent: the fields that a person gives, and any that the server makes. */
export const submittedFieldsSchema = givenFieldsSchema.safeExtend({
  id: ignored,
  slug: ignored,
  authors: ignored,
  created: ignored,
  updated: ignored,
  aliases: ignored,
  checks: ignored,
  withdrawn: ignored,
})

export type GivenFields = z.infer<typeof givenFieldsSchema>

/** Most characters of a body that the preview reads. */
export const bodySchema = z.string().max(256 * 1024, 'At most 256 KB')

const writtenBody = bodySchema.refine((text) => text.trim() !== '', 'Write what happened')

/** The key of a draft, made when its form is opened. */
export const draftKeySchema = z.string().regex(/^[a-zA-Z0-9-]{16,64}$/, 'Reload the page and publish again')

/** What pictures are kept under: the key of a new postmortem, or the id of the one that is changed. */
export const uploadKeySchema = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9-]{7,63}$/, 'Reload the page and try again')

/** What publishing a new postmortem takes. */
export const newPostmortemSchema = z.strictObject({
  /** A second click or a retry with the same key makes no second document. */
  key: draftKeySchema,
  fields: givenFieldsSchema,
  body: writtenBody,
})

export type NewPostmortem = z.infer<typeof newPostmortemSchema>

/** What changing a published postmortem takes. */
export const revisedPostmortemSchema = z.strictObject({
  id: shape.id,
  /** The version that was opened: the SHA-256 of its file. */
  version: z.string().regex(/^[0-9a-f]{64}$/, 'Reload the page: the version is not one of ours'),
  /** One line of why, which the history shows. */
  why: z.string().trim().min(1, 'Write in a line why you change it').max(300, 'At most 300 characters'),
  fields: givenFieldsSchema,
  body: writtenBody,
  /** Moves the page to the address that its title gives; the one it has leads there then. */
  newAddress: z.boolean('Write true or false').optional(),
})

export type RevisedPostmortem = z.infer<typeof revisedPostmortemSchema>

const codeText = z
  .string()
  .max(128 * 1024, 'At most 128 KB')
  .optional()

/** What changing a lesson or a toy problem takes: its whole text, and of a toy problem the files beside it. */
export const revisedSourceSchema = revisedPostmortemSchema.pick({ id: true, version: true, why: true }).extend({
  texts: z.strictObject({ source: writtenBody, starter: codeText, checks: codeText, solution: codeText }),
})

export type RevisedSource = z.infer<typeof revisedSourceSchema>

/** What restoring an earlier version of a document takes: the version that it takes the place of, and whose it was. */
export const restoredVersionSchema = revisedPostmortemSchema
  .pick({ id: true, version: true })
  .extend({ commit: commitSchema })

export type RestoredVersion = z.infer<typeof restoredVersionSchema>

/** Without signs that nobody sees, and such that turn round what stands beside them. */
function inPlainText(field: z.ZodString) {
  return field.refine(
    (text) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text),
    'Write it without control characters; paste it as plain text',
  )
}

/** What withdrawing a postmortem takes. */
export const withdrawalSchema = z.strictObject({
  id: shape.id,
  /** In a line, for everybody who comes to its address. */
  why: inPlainText(shape.withdrawn.unwrap().shape.why),
})

export type Withdrawal = z.infer<typeof withdrawalSchema>

/** What it takes to say that one has checked a postmortem: what one looked at, in a line. */
export const checkedSchema = z.strictObject({
  id: shape.id,
  what: inPlainText(shape.checks.unwrap().element.shape.what),
})

export type Checked = z.infer<typeof checkedSchema>

const actionShape = shape.actions.unwrap().element.shape

/** What changing an action of a published postmortem takes; an empty owner or day takes it away. */
export const changedActionSchema = z.strictObject({
  id: shape.id,
  index: z.coerce.number('Reload the page').int().min(0).max(49),
  /** Its text as it was seen: who changes it says which one they mean. */
  what: actionShape.what,
  change: z.strictObject({
    state: z.enum(['open', 'done', 'dropped']).optional(),
    owner: inPlainText(actionShape.owner.unwrap()).or(z.literal('')).optional(),
    due: actionShape.due.unwrap().or(z.literal('')).optional(),
  }),
})

export type ChangedAction = z.infer<typeof changedActionSchema>

const texts = z.array(z.string())

/** What saving a draft takes: any text that the form can hold, and the version of it that was seen last, if any. */
export const sentDraftSchema = z.strictObject({
  text: z.strictObject({
    fields: z.looseObject({
      title: z.string(),
      summary: z.string(),
      lessons: texts,
      severity: z.string(),
      happened: z.string(),
      failureClass: texts,
    }),
    body: z.string(),
  }),
  version: z.int().min(1).nullable(),
  /** The published page that it changes. */
  changes: revisedPostmortemSchema.pick({ version: true }).extend({ documentId: shape.id }).optional(),
})

/** A section of a new postmortem with the question it answers; a near miss is told in the short ones. */
export type BodySection = { heading: string; prompt: string; isShort?: true }

/** The sections of a new postmortem. */
export const bodySections: BodySection[] = [
  {
    heading: 'Summary',
    prompt: 'What happened, in three sentences that a colleague from another team understands.',
    isShort: true,
  },
  { heading: 'Impact', prompt: 'Which people, decisions or money were touched, and how you know.' },
  { heading: 'Timeline', prompt: 'When it began, when somebody noticed, when it stopped.' },
  { heading: 'What we believed first', prompt: 'The first explanation, and why it was convincing.' },
  {
    heading: 'Contributing factors',
    prompt: 'The conditions that had to come together. Roles, no names.',
    isShort: true,
  },
  { heading: 'Why we were surprised', prompt: 'Which check, alert or habit should have shown it.' },
  { heading: 'What went well', prompt: 'What kept it from being worse.' },
  { heading: 'What went badly', prompt: 'What made it worse or longer.' },
  { heading: 'Where we were lucky', prompt: 'What saved you that you did not plan.' },
  { heading: 'What we changed', prompt: 'What is different now, and what is still to do.', isShort: true },
]

/** The body of a file that is filled in by hand: its headings, each with its question in italics. */
export function bodyWithQuestions(): string {
  return bodySections.map(({ heading, prompt }) => `## ${heading}\n\n*${prompt}*\n`).join('\n')
}
