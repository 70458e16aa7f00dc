/** What went wrong, in a word that routes and actions map to an answer. */
export type ErrorCode =
  'unauthenticated' | 'forbidden' | 'not-found' | 'invalid' | 'too-large' | 'conflict' | 'rate-limited' | 'unavailable'

/**
 * The one error type that `lib` throws on purpose. The message is written for
 * the person who reads it: what happened, what is safe, what to do.
 * Anything else that is thrown is a defect and reaches the error page with an id.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'AppError'
  }
}
