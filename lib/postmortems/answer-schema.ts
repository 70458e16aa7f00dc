import { z } from 'zod'
import { problemSchema } from '@/lib/markup/schema'
import { givenFieldsSchema, newPostmortemSchema, revisedPostmortemSchema, serverFields } from './schema'

const { body } = newPostmortemSchema.shape
const { version, why, newAddress } = revisedPostmortemSchema.shape
const id = revisedPostmortemSchema.shape.id.describe('Made once, never changed.')
const url = z.string().describe('Its address on the site.')
const versionOf = z.string().describe('SHA-256 of its file; a change names the one it starts from.')
const wholeBody = body.describe('Markdown, with the components that /write/guide shows.')

/** A new postmortem as programs send it: its fields and its body, side by side. */
export const sentPostmortemSchema = givenFieldsSchema
  .safeExtend({ body: wholeBody })
  .describe('A new postmortem: its fields and its body, side by side.')

/** A change of one: all of it anew, with the version it starts from. */
export const sentChangeSchema = givenFieldsSchema
  .safeExtend({
    version: version.describe('The version that the change starts from.'),
    why: why.describe('Why, in one line for the history.'),
    newAddress: newAddress.describe('Moves the page to the address that its title gives; the one it has leads there.'),
    body: wholeBody,
  })
  .describe('A postmortem as it is to be: a field that is left out is taken out of the page.')

/** Where a page is, and in which version. */
export const publishedSchema = z.strictObject({ id, url, version: versionOf }).describe('The page, as it is now.')

/** The same for a whole file. */
export const publishedFileSchema = publishedSchema
  .extend({
    ignored: z
      .array(z.enum(serverFields))
      .describe('Fields of its front matter that had no effect, because the server makes them.'),
  })
  .describe('The page, and what of the file had no effect.')

/** A document in one of its versions, as it is edited. */
export const editableSchema = publishedSchema
  .extend({ fields: givenFieldsSchema, body: z.string().describe('Its Markdown, without the front matter.') })
  .describe('A published postmortem in one of its versions.')

/** What is wrong with what a program sent: a place in its text, a field, or both. */
export const submissionProblemSchema = z.union([
  problemSchema,
  z.strictObject({ field: z.string(), message: z.string().min(1) }).describe('What is wrong with a field.'),
])

/** What stands in the way of a text, all of it. */
export const refusedTextSchema = z
  .strictObject({ error: z.literal('invalid'), message: z.string(), problems: z.array(submissionProblemSchema).min(1) })
  .describe('What stands in the way of a text. Lines count in what was sent: in the body, or in the whole file.')

/** Who changed a page meanwhile gets the answer; who comes second gets both texts. */
export const conflictSchema = z
  .strictObject({
    error: z.literal('conflict'),
    message: z.string(),
    theirs: editableSchema.describe('The page as it is now.'),
    base: editableSchema.nullable().describe('As it was where the change started; null when that is not known.'),
  })
  .describe('Somebody has changed the page since; nothing was written.')

export type Editable = z.infer<typeof editableSchema>
export type SubmissionProblem = z.infer<typeof submissionProblemSchema>
