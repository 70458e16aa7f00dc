import { limiter, requireTurn } from '@/lib/limiter'
import type { Viewer } from '@/lib/viewer'

/** How often one person may save code in a minute; a page that saves while one types stays far below. */
export const mostSavesPerMinute = 120

/** Counts one save of a person. Throws `rate-limited` past the limit, and says when to come back. */
export async function takeSave({ id }: Viewer): Promise<void> {
  const ofPerson = limiter('toy-code', { points: mostSavesPerMinute, seconds: 60 })
  await requireTurn(ofPerson, id, (seconds) => {
    const words = `More than ${mostSavesPerMinute} saves in a minute are too many. Try again in ${seconds} seconds;`
    return `${words} what you typed is kept in this browser.`
  })
}
