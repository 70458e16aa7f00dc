import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/process'

// argon2id; OWASP's second choice of parameters: 19 MiB, two passes, one lane.
const settings = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }
/** How many hashes are worked out at once: one processor is left to those who read. */
export const atOnce = Math.min(2, Math.max(1, availableParallelism() - 1))
export const mostWaiting = 50

/** The hash of a password, in PHC form. Throws `unavailable` when too many are asked for at once. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, settings))
}

/**
 * Whether a password is the one of a hash. Without a hash it takes as long and says no, so that nobody learns from
 * the time which accounts there are. Throws `unavailable` when too many are asked for at once.
 */
export function isPassword(password: string, hashed: string | null | undefined): Promise<boolean> {
  return inTurn(async () => {
    const matches = await verify(hashed ?? (await standIn()), password)
    return matches && typeof hashed === 'string'
  })
}

/** Whether a hash was made with other settings than today's, and should be made anew at the next sign-in. */
export function isOutdated(hashed: string): boolean {
  return !hashed.startsWith(`$argon2id$v=19$m=${settings.memoryCost},t=${settings.timeCost},p=${settings.parallelism}$`)
}

function standIn(): Promise<string> {
  return once('password-stand-in', () => hash('no account has this password', settings))
}

type Turns = { running: number; waiting: (() => void)[] }

// A flood of sign-ins must not take the whole processor from those who read.
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turns = once<Turns>('password-turns', () => ({ running: 0, waiting: [] }))
  if (turns.running >= atOnce) {
    if (turns.waiting.length >= mostWaiting) {
      throw new AppError('unavailable', 'Too many people sign in at this moment. Try again in a minute.', {
        retryAfter: 60,
      })
    }
    await new Promise<void>((resolve) => turns.waiting.push(resolve))
  }
  turns.running += 1
  try {
    return await work()
  } finally {
    turns.running -= 1
    turns.waiting.shift()?.()
  }
}
