import { z } from 'zod'
import { kinds } from './schema'

/** The lessons that have been written, as programs read them. */
export const lessonListSchema = z
  .strictObject({
    lessons: z.array(
      z.strictObject({
        number: z.int().min(1).max(12),
        title: z.string(),
        url: z.string().describe('Its address on the site.'),
      }),
    ),
  })
  .describe('The lessons that have been written, in their order.')

export type LessonList = z.infer<typeof lessonListSchema>

/** What lists, links and the browser's progress need to know of a document: its card, without the body. */
export const documentCardSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(kinds),
    title: z.string(),
    url: z.string().describe('Its address on the site.'),
    summary: z.string(),
    lessons: z.array(z.int().min(1).max(12)).describe('Numbers of its lessons; the first is its home.'),
    version: z.string().describe('Version of the text, as progress records it.'),
    minutes: z.number().describe('How long reading, or working on it, takes.'),
  })
  .describe('A document without its text.')

export type DocumentCard = z.infer<typeof documentCardSchema>
