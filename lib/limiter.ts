import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from './errors'
import { once } from './process'

// Per limiter; a flood from ever new keys must not fill the memory.
const mostKeys = 100_000

/** How many turns a key has in so many seconds. */
export type Limit = { points: number; seconds: number }

/** Counts turns by key, in the memory of this process. */
export type Limiter = {
  /** Takes a turn; when none is left, gives the seconds until there is one, at least 1. */
  take: (key: string) => Promise<number | undefined>
  /** Gives one turn back. */
  giveBack: (key: string) => Promise<void>
  /** Gives all turns back. */
  forget: (key: string) => Promise<void>
}

/** The limiter of a name, the same one each time it is asked for. */
export function limiter(name: string, limit: Limit): Limiter {
  return once(`limiter-${name}`, () => makeLimiter(limit))
}

/** Takes a turn, or throws `rate-limited` with the words for so many seconds of waiting. */
export async function requireTurn(
  { take }: Pick<Limiter, 'take'>,
  key: string,
  words: (seconds: number) => string,
): Promise<void> {
  const retryAfter = await take(key)
  if (retryAfter !== undefined) throw new AppError('rate-limited', words(retryAfter), { retryAfter })
}

function makeLimiter({ points, seconds }: Limit): Limiter {
  const memory = new RateLimiterMemory({ points, duration: seconds })
  const keys = new Set<string>()

  async function take(key: string): Promise<number | undefined> {
    keys.delete(key)
    keys.add(key)
    for (const oldest of keys) {
      if (keys.size <= mostKeys) break
      keys.delete(oldest)
      await memory.delete(oldest)
    }
    try {
      await memory.consume(key)
      return undefined
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    }
  }

  async function giveBack(key: string): Promise<void> {
    // What is not there any more needs nothing back, and would be owed a turn.
    if (await memory.get(key)) await memory.reward(key)
  }

  async function forget(key: string): Promise<void> {
    await memory.delete(key)
  }

  return { take, giveBack, forget }
}
