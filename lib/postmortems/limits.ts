import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/process'
import type { Viewer } from '@/lib/viewer'
import { sentLimits } from './schema'

/** Counts one publish or change of a person, whether it is accepted or not. Throws `rate-limited` past the limit, and says when to come back. */
export async function takePublish({ id }: Viewer): Promise<void> {
  const limiter = once('publish-limit', () => new RateLimiterMemory({ points: sentLimits.perMinute, duration: 60 }))
  try {
    await limiter.consume(id)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    const words = `More than ${sentLimits.perMinute} texts in a minute are too many. Try again in ${retryAfter} seconds.`
    throw new AppError('rate-limited', `${words} Many files at once: npm run import.`, { retryAfter })
  }
}
