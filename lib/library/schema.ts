import { z } from 'zod'
import { addressField, dayField, line, momentField, requireOrder } from './field-types'

/** The three kinds of document, each with its folder below the content folder. */
export const kinds = ['lesson', 'toy-problem', 'postmortem'] as const
export type Kind = (typeof kinds)[number]

/** The numbers of the twelve lessons. */
export const lessonNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

export const severities = ['near-miss', 'minor', 'major', 'critical'] as const
export const failureClasses = [
  'data quality',
  'label quality',
  'leakage',
  'drift',
  'train-serve skew',
  'evaluation',
  'feedback loop',
  'training bug',
  'pipeline or infrastructure',
  'communication',
  'none of these',
] as const

/** How many older slugs a document may have. */
export const mostAliases = 20

const lessonsField = z
  .array(z.number().int().min(1).max(12), { error: 'List lesson numbers such as [7, 1]' })
  .min(1, 'Name at least one lesson, 1 to 12')
  .max(12)
  .refine((numbers) => new Set(numbers).size === numbers.length, 'A lesson stands here twice')
  .describe('Numbers of the lessons it belongs to; the first is its home.')

const sourceSchema = z.strictObject({
  title: line('Who wrote it, its title and where it appeared.', 400),
  address: addressField('Where it can be read.').optional(),
  year: z.number().int().min(1800).max(2200).optional().describe('The year it appeared.'),
})

const common = {
  id: z
    .string({ error: 'Every document needs an id' })
    .regex(/^[a-z0-9]{8,16}$/, 'An id has 8 to 16 lower-case letters and digits')
    .describe('Made once, never changed: progress, links and history hang on it.'),
  title: line('The title, as it stands on the page.', 160),
  summary: line('One plain sentence that a stakeholder outside the team understands.', 400),
  lessons: lessonsField,
  tags: z.array(line('A word to find it by.', 40)).max(12).default([]).describe('Words to find it by.'),
  created: dayField('The day it was first published.'),
  updated: dayField('The day of the last change of substance.').optional(),
  authors: z.array(line('A name.', 80)).max(20).default([]).describe('Who wrote it.'),
  aliases: z
    .array(z.string().regex(/^[a-z0-9-]{1,80}$/))
    .max(mostAliases)
    .default([])
    .describe('Older slugs; they redirect here.'),
  reviewBy: dayField('Past this day the page asks for a review.').optional(),
  shelfLife: z
    .enum(['principle', 'practice', 'tool'], { error: 'Choose principle, practice or tool' })
    .optional()
    .describe('How fast it ages: a principle never, a practice in 24 months, a tool in 6.'),
  sources: z.array(sourceSchema).max(40).default([]).describe('What it rests on.'),
}

export const lessonSchema = z.strictObject({
  ...common,
  number: z
    .number({ error: 'A lesson needs its number, 1 to 12' })
    .int()
    .min(1)
    .max(12)
    .describe('Its number, 1 to 12.'),
  claim: line('The lesson in one sentence.'),
})

export const toyProblemSchema = z.strictObject({
  ...common,
  minutes: z
    .number({ error: 'Write the minutes it takes' })
    .int()
    .min(1)
    .max(240)
    .describe('How long it takes, in minutes.'),
  difficulty: z
    .union([z.literal(1), z.literal(2), z.literal(3)], { error: 'Difficulty is 1, 2 or 3' })
    .describe('1 easy, 2 medium, 3 hard.'),
  language: z.literal('python', { error: 'The language is python' }).describe('The language of its files.'),
  runLimit: z
    .number({ error: 'Write the seconds its code may run' })
    .int()
    .min(1)
    .max(60)
    .default(10)
    .describe('How long its code may run, in seconds.'),
})

const actionSchema = z.strictObject({
  what: line('What is to be done.'),
  kind: z.enum(['mitigate', 'prevent', 'detect', 'process']).describe('What it is for.'),
  owner: line('Who sees to it.', 80).optional(),
  due: dayField('Until when.').optional(),
  state: z.enum(['open', 'done', 'dropped']).default('open').describe('Where it stands.'),
})

const figure = z.union([z.number(), line('A value with its unit.', 120)])
const metricSchema = z.strictObject({
  name: line('What is measured.', 120),
  expected: figure.optional().describe('What was expected.'),
  observed: figure.optional().describe('What came.'),
  slice: line('On which part of the data.', 160).optional(),
})

const checkSchema = z.strictObject({
  by: line('Who checked.', 80),
  on: dayField('When.'),
  what: line('What they checked.', 400),
})

const documentIds = (about: string) =>
  z
    .array(z.string().regex(/^[a-z0-9]{8,16}$/))
    .max(20)
    .default([])
    .describe(about)

export const postmortemSchema = z
  .strictObject({
    ...common,
    severity: z.enum(severities, { error: `Choose one of: ${severities.join(', ')}` }).describe('How bad it was.'),
    status: z
      .enum(['published', 'closed'], { error: 'Choose published or closed' })
      .default('published')
      .describe('Closed when all actions are settled.'),
    happened: momentField('When it happened.'),
    started: momentField('When it began.').optional(),
    detected: momentField('When somebody noticed.').optional(),
    mitigated: momentField('When the harm stopped.').optional(),
    resolved: momentField('When the cause was gone.').optional(),
    detectedBy: z
      .enum(['alert', 'dashboard', 'person inside', 'user', 'luck'])
      .optional()
      .describe('What or who noticed it first.'),
    failureClass: z
      .array(z.enum(failureClasses, { error: `Choose from: ${failureClasses.join(', ')}` }))
      .min(1, 'Name at least one failure class')
      .max(5)
      .default(['none of these'])
      .describe('What kind of failure it was; the first is the main one.'),
    versions: z
      .strictObject({
        model: line('The model.').optional(),
        dataset: line('The dataset.').optional(),
        code: line('The code.').optional(),
        run: line('The run.').optional(),
      })
      .optional()
      .describe('Versions involved, as text or address.'),
    metrics: z.array(metricSchema).max(20).default([]).describe('Values expected and observed.'),
    baseline: z
      .strictObject({
        what: line('What the model was compared with.'),
        beatModel: z.boolean().optional().describe('Whether the baseline was better than the model.'),
      })
      .optional()
      .describe('The baseline.'),
    impact: z
      .strictObject({
        people: line('People touched.', 400).optional(),
        decisions: line('Decisions touched.', 400).optional(),
        money: line('Money touched.', 400).optional(),
      })
      .optional()
      .describe('Who and what was touched.'),
    actions: z.array(actionSchema).max(50).default([]).describe('What is done about it.'),
    recursFrom: documentIds('Ids of earlier postmortems of the same failure.'),
    toy: z
      .string()
      .regex(/^[a-z0-9]{8,16}$/)
      .optional()
      .describe('Id of a toy problem that reproduces it.'),
    heuristic: line('One line to remember: if X, check Y.').optional(),
    checks: z.array(checkSchema).max(20).default([]).describe('Who else looked at it, and what they checked.'),
    withdrawn: z
      .strictObject({ on: dayField('The day it was withdrawn.'), why: line('Why, in a line.', 400) })
      .optional()
      .describe('Gone from lists and search; its address says so and why.'),
  })
  .superRefine(requireOrder)

export type LessonFields = z.infer<typeof lessonSchema>
export type ToyProblemFields = z.infer<typeof toyProblemSchema>
export type PostmortemFields = z.infer<typeof postmortemSchema>

/** Whether a postmortem that is not closed has something left to do. */
export function hasOpenActions({ status, actions }: Pick<PostmortemFields, 'status' | 'actions'>): boolean {
  return status !== 'closed' && actions.some(({ state }) => state === 'open')
}

export type Severity = (typeof severities)[number]

/** The schema of each kind's front matter: the only description of its fields. */
export const schemaOf = { lesson: lessonSchema, 'toy-problem': toyProblemSchema, postmortem: postmortemSchema } as const

/** The folder of each kind below the content folder, which is also the first part of its addresses. */
export const folderOf: Record<Kind, string> = {
  lesson: 'lessons',
  'toy-problem': 'toy-problems',
  postmortem: 'postmortems',
}

/** The kind whose documents live in a folder of the content folder. */
export function kindOf(folder: string): Kind | undefined {
  return kinds.find((kind) => folderOf[kind] === folder)
}

const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1)
const lessonFilter = z
  .string()
  .regex(/^([1-9]|1[0-2])$/)
  .optional()
  .catch(undefined)

/** The filters of the list of postmortems, as they stand in its address; what is not known is left aside. */
export const postmortemQuerySchema = z.object({
  by: z.enum(['date', 'lesson']).catch('date'),
  lesson: lessonFilter,
  class: z.enum(failureClasses).optional().catch(undefined),
  severity: z.enum(severities).optional().catch(undefined),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  state: z.enum(['open actions', 'published', 'closed']).optional().catch(undefined),
  /** Whether somebody else has looked at it. */
  checked: z.enum(['yes', 'no']).optional().catch(undefined),
  /** Whether a toy problem reproduces it. */
  toy: z.enum(['yes', 'no']).optional().catch(undefined),
  /** An evaluation that names no baseline. */
  baseline: z.literal('none').optional().catch(undefined),
  page: pageNumber,
})
export type PostmortemQuery = z.infer<typeof postmortemQuerySchema>

/** The filters of the list of toy problems. */
export const toyProblemQuerySchema = z.object({
  lesson: lessonFilter,
  difficulty: z.enum(['1', '2', '3']).optional().catch(undefined),
  page: pageNumber,
})
export type ToyProblemQuery = z.infer<typeof toyProblemQuerySchema>

/** The tag of a case that happened elsewhere, written from public sources. */
export const publicCase = 'public case'

/** Stands in the address for actions without an owner. */
export const nobody = '-'

/** The filters of the list of open actions. */
export const actionQuerySchema = z.object({
  owner: z.string().trim().min(1).max(80).optional().catch(undefined),
  due: z.enum(['overdue', 'to come', 'without a day']).optional().catch(undefined),
  page: pageNumber,
})
export type ActionQuery = z.infer<typeof actionQuerySchema>

export type { ActionList, OpenAction } from './actions'
export type { DocumentCard } from './card'
export type { Run } from './compare'
export type { Lesson, LibraryDocument, Postmortem, ToyProblem } from './document'
export type { Durations } from './durations'
export type { Comparison, Version } from './history'
/** Which version of a document is looked at. */
export const commitSchema = z.string().regex(/^[0-9a-f]{40,64}$/)

export type { FacetValue } from './facets'
export type { PostmortemList, ToyProblemList } from './lists'
export type { Health, RefusedFile } from './health'
export type { LessonRow, Overview } from './overview'
export type { Reference, ToyBench } from './references'
export type { CheckTitle } from './toy-code'
export type { LessonView, PostmortemView, Surroundings, ToyProblemView } from './views'

/** Ids of documents, separated by commas; at most 300. */
export const cardIdsSchema = z
  .string()
  .max(6000)
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(z.string().regex(/^[a-z0-9]{8,16}$/)).max(300))
export type { Guide, GuideEntry, GuideFields } from './guide'
export { requireOrder } from './field-types'
