import type { PostmortemFields } from './schema'

type Times = Pick<PostmortemFields, 'started' | 'detected' | 'mitigated' | 'resolved'>

/** How long a failure took, in words; only where both ends are known to the day. */
export type Durations = { silentFor?: string; timeToMitigate?: string; timeToResolve?: string }

/** Computes how long a failure went unseen (start to detection), and from detection to mitigation and to resolution. */
export function durationsOf({ started, detected, mitigated, resolved }: Times): Durations {
  const silentFor = between(started, detected)
  const timeToMitigate = between(detected, mitigated)
  const timeToResolve = between(detected ?? started, resolved)
  return {
    ...(silentFor && { silentFor }),
    ...(timeToMitigate && { timeToMitigate }),
    ...(timeToResolve && { timeToResolve }),
  }
}

const minute = 60_000
const day = 24 * 60 * minute

function between(from: string | undefined, to: string | undefined): string | undefined {
  if (!from || !to || from.length < 10 || to.length < 10) return undefined
  const span = Date.parse(to) - Date.parse(from)
  if (from.length === 10 || to.length === 10) return plural(Math.round(span / day), 'day')
  if (span >= 2 * day) return plural(Math.round(span / day), 'day')
  const minutes = Math.round(span / minute)
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return `${minutes} min`
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`
}
