import { z } from 'zod'
import { failureClasses, postmortemSchema, severities } from '@/lib/library/schema'

const lessonWords = 'Choose lessons from 1 to 12'
const { title, summary, happened } = postmortemSchema.shape

/** What the form of a new postmortem sends. */
export const newPostmortemSchema = z.object({
  /** Made when the form is opened; a second click or a retry with the same key makes no second document. */
  key: z.string().regex(/^[a-zA-Z0-9-]{16,64}$/, 'Reload the page and publish again'),
  title: title.refine((text) => /[\p{L}\p{N}]/u.test(text), 'Write a title with letters or digits'),
  happened,
  severity: z.enum(severities, { error: 'Choose how bad it was' }),
  failureClass: z.enum(failureClasses, { error: 'Choose a kind of failure' }).default('none of these'),
  lessons: z
    .array(z.coerce.number(lessonWords).int(lessonWords).min(1, lessonWords).max(12, lessonWords))
    .max(24)
    .transform((numbers) => [...new Set(numbers)])
    .pipe(z.array(z.number()).min(1, 'Choose at least one lesson; the first is its home')),
  summary,
  body: z
    .string()
    .refine((text) => text.trim() !== '', 'Write what happened')
    .max(256 * 1024, 'At most 256 KB'),
})

export type NewPostmortem = z.infer<typeof newPostmortemSchema>

/** Most characters of a body that the preview reads. */
export const bodySchema = z.string().max(256 * 1024)

/** The sections of a new postmortem, each with the question it answers. */
export const bodySections: { heading: string; prompt: string }[] = [
  {
    heading: 'Summary',
    prompt: 'What happened, in three sentences that a colleague from another team understands.',
  },
  { heading: 'Impact', prompt: 'Which people, decisions or money were touched, and how you know.' },
  { heading: 'Timeline', prompt: 'When it began, when somebody noticed, when it stopped.' },
  { heading: 'What we believed first', prompt: 'The first explanation, and why it was convincing.' },
  { heading: 'Contributing factors', prompt: 'The conditions that had to come together. Roles, no names.' },
  { heading: 'Why we were surprised', prompt: 'Which check, alert or habit should have shown it.' },
  { heading: 'What went well', prompt: 'What kept it from being worse.' },
  { heading: 'What went badly', prompt: 'What made it worse or longer.' },
  { heading: 'Where we were lucky', prompt: 'What saved you that you did not plan.' },
  { heading: 'What we changed', prompt: 'What is different now, and what is still to do.' },
]

/** The body a new postmortem begins with: its headings, each with its question in italics. */
export function bodyTemplate(): string {
  return bodySections.map(({ heading, prompt }) => `## ${heading}\n\n*${prompt}*\n`).join('\n')
}
