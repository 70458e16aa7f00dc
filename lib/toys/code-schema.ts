import { z } from 'zod'

/** How many versions of one's code of a toy problem are kept, and how many bytes of UTF-8 one may have. */
export const codeLimits = { versions: 20, bytes: 64 * 1024 } as const

const count = z.number().int().min(0).max(1000)

/** How many checks of a toy problem passed, of how many. */
export const checksResultSchema = z
  .strictObject({ passed: count, of: count.min(1) })
  .refine(({ passed, of }) => passed <= of, 'More checks passed than there are')

/** What a page sends to keep. */
export const sentCodeSchema = z.strictObject({
  code: z.string({ error: 'The code is a text' }),
  checks: checksResultSchema.optional(),
  /** Has no effect: the server says when it was saved. */
  savedAt: z.unknown().optional(),
})

export type ChecksResult = z.infer<typeof checksResultSchema>
export type SentCode = Pick<z.infer<typeof sentCodeSchema>, 'code' | 'checks'>

/** A version of one's code of a toy problem, with what its checks said when they last ran on it. */
export type CodeVersion = {
  /** Counts the versions of this problem, from 1. */
  number: number
  code: string
  savedAt: string
  checks?: ChecksResult
}
