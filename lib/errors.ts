/** What can go wrong, in a word that routes and actions map to an answer, and the status a route gives it. */
export const statusOf = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  invalid: 400,
  unsupported: 415,
  'too-large': 413,
  conflict: 409,
  'rate-limited': 429,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof statusOf

/**
 * The one error type that `lib` throws on purpose. The message is written for
 * the person who reads it: what happened, what is safe, what to do.
 * Anything else that is thrown is a defect and reaches the error page with an id.
 */
export class AppError extends Error {
  /** After how many seconds the same may do well, where that is known. */
  readonly retryAfter: number | undefined

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions & { retryAfter?: number },
  ) {
    super(message, options)
    this.name = 'AppError'
    this.retryAfter = options?.retryAfter
  }
}
