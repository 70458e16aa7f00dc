/** How many versions of one's code of a toy problem are kept, and how many bytes of UTF-8 one may have. */
export const codeLimits = { versions: 20, bytes: 64 * 1024 } as const

/** How many checks of a toy problem passed, of how many. */
export type ChecksResult = { passed: number; of: number }

/** A version of one's code of a toy problem, with what its checks said when they last ran on it. */
export type CodeVersion = {
  /** Counts the versions of this problem, from 1. */
  number: number
  code: string
  savedAt: string
  checks?: ChecksResult
}
