import { isIPv6 } from 'node:net'
import { database } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { limiter, type Limiter } from '@/lib/limiter'
import type { Viewer } from '@/lib/viewer'
import { record, type Act, type Actor } from './audit'

const windowSeconds = 15 * 60

/**
 * How many attempts are allowed in a quarter of an hour, those that succeed not counted: to sign in to one account from
 * one address, to an account from everywhere, and from an address; and to say one's present password. The first is low
 * against guesses, the second high, so that a stranger does not keep an account's owner out.
 */
export const attemptLimits = { pair: 10, account: 100, address: 50, confirmation: 10 } as const

const ofSignIn = [
  'sign-in.limited',
  'Too many attempts to sign in. Try again in WHILE, or ask an admin for a reset link.',
] as const

const refusals = {
  pair: ofSignIn,
  account: ofSignIn,
  address: ofSignIn,
  confirmation: ['password.limited', 'Too many wrong passwords. Try again in WHILE.'],
} as const

type Kind = keyof typeof attemptLimits

/** Who signs in, and from where; without an e-mail address while another service is asked who it is. */
type Keys = { email?: string; address: string }

/**
 * Takes one of the attempts that an account and an address have; before the password is looked at, so that many at
 * once are counted too. Throws `rate-limited` when none is left, and says when to come back.
 */
export async function takeTurn({ email, address }: Keys): Promise<void> {
  const subject = email === undefined ? `from ${address}` : `${email || 'no address'} from ${address}`
  await take('address', { key: blockOf(address), actor: 'somebody', subject })
  if (email === undefined) return
  await take('pair', { key: pairOf(email, address), actor: 'somebody', subject })
  await take('account', { key: email, actor: 'somebody', subject })
}

/** Gives an attempt back, and forgets those at the account from there: its person has signed in. */
export async function giveTurnBack({ email, address }: Keys): Promise<void> {
  if (email !== undefined) {
    await limiterOf('pair').forget(pairOf(email, address))
    await limiterOf('account').giveBack(email)
  }
  await limiterOf('address').giveBack(blockOf(address))
}

/** Forgets what was refused at an account, by others and from an address: its owner comes in with a new password. */
export async function forgetRefusals(email: string, address?: string): Promise<void> {
  await limiterOf('account').forget(email)
  if (address !== undefined) await limiterOf('pair').forget(pairOf(email, address))
}

function pairOf(email: string, address: string): string {
  return `${email} ${blockOf(address)}`
}

/** Takes one of the attempts that somebody signed in has to say their present password. Throws `rate-limited`. */
export async function takeConfirmation(viewer: Viewer): Promise<void> {
  await take('confirmation', { key: viewer.id, actor: viewer, subject: viewer.email })
}

/** Forgets the attempts of somebody who has said their present password. */
export async function giveConfirmationsBack(viewer: Viewer): Promise<void> {
  await limiterOf('confirmation').forget(viewer.id)
}

type Attempt = { key: string; actor: Actor; subject: string }

async function take(kind: Kind, { key, actor, subject }: Attempt): Promise<void> {
  const wait = await limiterOf(kind).take(key)
  if (wait === undefined) return
  const [act, words] = refusals[kind]
  await recordOnce(`${kind} ${key}`, { actor, act, subject })
  const minutes = Math.ceil(wait / 60)
  throw new AppError('rate-limited', words.replace('WHILE', minutes === 1 ? 'a minute' : `${minutes} minutes`), {
    retryAfter: wait,
  })
}

/** Writes down what may come in a flood: once in a quarter of an hour for a key, or the log would be flooded too. */
export async function recordOnce(
  key: string,
  { actor, act, subject }: { actor: Actor; act: Act; subject: string },
): Promise<void> {
  if ((await limiterOf('noted').take(key)) === undefined) await record(database(), actor, act, subject)
}

function limiterOf(kind: Kind | 'noted'): Limiter {
  return limiter(kind, { points: kind === 'noted' ? 1 : attemptLimits[kind], seconds: windowSeconds })
}

/** An IPv6 address stands for its whole block of 2^64: whoever has one of them has all. */
export function blockOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const [front, back] = [groupsOf(head), groupsOf(tail ?? '')]
  const zeros = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  const block = tail === undefined ? front : [...front, ...zeros, ...back]
  return `${block.slice(0, 4).join(':')}::/64`
}

function groupsOf(part: string): string[] {
  return part
    .split(':')
    .filter(Boolean)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
}
