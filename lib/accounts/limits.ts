import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/process'

const windowSeconds = 15 * 60

/**
 * How many attempts to sign in are allowed in a quarter of an hour, those that succeed not counted: at one account from
 * one address, at one account from everywhere, and from one address. The first is low against guesses, the second high,
 * so that a stranger does not keep an account's owner out.
 */
export const signInLimits = { perPair: 10, perAccount: 100, perAddress: 50 } as const

/** Who signs in, and from where; without an e-mail address while another service is asked who it is. */
type Keys = { email?: string; address: string }

const limiters = () =>
  once('sign-in-limits', () => ({
    pair: new RateLimiterMemory({ points: signInLimits.perPair, duration: windowSeconds }),
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
    if (email === undefined) return
    await limiters().pair.consume(pairOf(email, address))
    await limiters().account.consume(email)
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

/** Gives an attempt back, and forgets those at the account from there: its person has signed in. */
export async function giveTurnBack({ email, address }: Keys): Promise<void> {
  if (email !== undefined) {
    await limiters().pair.delete(pairOf(email, address))
    await limiters().account.reward(email)
  }
  await limiters().address.reward(address)
}

/** Forgets what was refused at an account from everywhere but the addresses that tried too often. */
export async function forgetRefusals(email: string): Promise<void> {
  await limiters().account.delete(email)
}

function pairOf(email: string, address: string): string {
  return `${email} ${address}`
}
