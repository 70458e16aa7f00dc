import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/process'

const windowSeconds = 15 * 60

/** How many attempts to sign in are allowed in a quarter of an hour, those that succeed not counted. */
export const signInLimits = { perAccount: 10, perAddress: 50 } as const

/** Who signs in, and from where; without an e-mail address while another service is asked who it is. */
type Keys = { email?: string; address: string }

const limiters = () =>
  once('sign-in-limits', () => ({
    account: new RateLimiterMemory({ points: signInLimits.perAccount, duration: windowSeconds }),
    address: new RateLimiterMemory({ points: signInLimits.perAddress, duration: windowSeconds }),
  }))

/**
 * Takes one of the attempts that an account and an address have; before the password is looked at, so that many at
 * once are counted too. Throws `rate-limited` when none is left, and says when to come back.
 */
export async function takeTurn({ email, address }: Keys): Promise<void> {
  try {
    await limiters().address.consume(address)
    if (email !== undefined) await limiters().account.consume(email)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const minutes = Math.max(1, Math.ceil(error.msBeforeNext / 60_000))
    const time = minutes === 1 ? 'a minute' : `${minutes} minutes`
    throw new AppError(
      'rate-limited',
      `Too many attempts to sign in. Try again in ${time}, or ask an admin for a reset link.`,
    )
  }
}

/** Gives an attempt back, and forgets the account's: its person has signed in. */
export async function giveTurnBack({ email, address }: Keys): Promise<void> {
  if (email !== undefined) await limiters().account.delete(email)
  await limiters().address.reward(address)
}
