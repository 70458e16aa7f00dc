/** What went wrong, in a word that routes and actions map to an answer. */
export type ErrorCode =
  'unauthenticated' | 'forbidden' | 'not-found' | 'invalid' | 'too-large' | 'conflict' | 'rate-limited' | 'unavailable'

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
