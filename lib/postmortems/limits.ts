import { limiter, requireTurn } from '@/lib/limiter'
import type { Viewer } from '@/lib/viewer'
import { sentLimits } from './schema'

/** Counts one publish or change of a person, whether it is accepted or not. Throws `rate-limited` past the limit, and says when to come back. */
export async function takePublish({ id }: Viewer): Promise<void> {
  const ofPerson = limiter('publish', { points: sentLimits.perMinute, seconds: 60 })
  await requireTurn(ofPerson, id, (seconds) => {
    const words = `More than ${sentLimits.perMinute} texts in a minute are too many. Try again in ${seconds} seconds.`
    return `${words} Many files at once: npm run import.`
  })
}
