import { z } from 'zod'
import type { ChecksResult } from './code-version'

const count = z.number().int().min(0).max(1000)

const checksResultSchema: z.ZodType<ChecksResult> = z
  .strictObject({ passed: count, of: count.min(1) })
  .refine(({ passed, of }) => passed <= of, 'More checks passed than there are')

/** What a page sends to keep. */
export const sentCodeSchema = z.strictObject({
  code: z.string({ error: 'The code is a text' }),
  checks: checksResultSchema.optional(),
  /** Has no effect: the server says when it was saved. */
  savedAt: z.unknown().optional(),
})

export type SentCode = Pick<z.infer<typeof sentCodeSchema>, 'code' | 'checks'>
