import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/process'
import type { Viewer } from '@/lib/viewer'

/** How often one person may save code in a minute; a page that saves while one types stays far below. */
export const mostSavesPerMinute = 120

/** Counts one save of a person. Throws `rate-limited` past the limit, and says when to come back. */
export async function takeSave({ id }: Viewer): Promise<void> {
  const limiter = once('code-limit', () => new RateLimiterMemory({ points: mostSavesPerMinute, duration: 60 }))
  try {
    await limiter.consume(id)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    const words = `More than ${mostSavesPerMinute} saves in a minute are too many. Try again in ${retryAfter} seconds;`
    throw new AppError('rate-limited', `${words} what you typed is kept in this browser.`, { retryAfter })
  }
}
