import { afterEach, describe, expect, test, vi } from 'vitest'
import { database } from '@/lib/db'
import { onEveryDatabase } from '@/lib/db/fixtures'
import type { AppError } from '@/lib/errors'
import { changePassword, createAccount, deleteOwnAccount, signIn } from '.'
import { attemptLimits, blockOf, giveTurnBack, takeTurn } from './limits'

const password = 'correct horse battery'
let made = 0

const person = () => {
  made += 1
  return createAccount({ email: `p${made}@example.org`, name: `Person ${made}`, password, role: 'reader' })
}

const freshAddress = () => {
  made += 1
  return `10.1.${Math.floor(made / 250)}.${made % 250}`
}

const attempt = (email: string, address: string, given = 'a wrong guess') =>
  signIn({ email, password: given, address, label: 'Firefox on Linux' })

async function refusal(work: Promise<unknown>): Promise<AppError | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => error as AppError,
  )
}

const limitedRows = async (words: string) => {
  const rows = await database().selectFrom('audit_log').select(['act', 'subject']).execute()
  return rows.filter(({ act, subject }) => act.endsWith('.limited') && subject.includes(words))
}

afterEach(() => vi.useRealTimers())

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['2001:db8:0:1:a:b:c:d', '2001:db8:0:1::/64'],
  ['2001:db8:0:1::', '2001:db8:0:1::/64'],
  ['2001:0DB8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, block) => {
  expect(blockOf(address)).toBe(block)
})

onEveryDatabase(() => {
  describe('an address', () => {
    test('has fifty attempts, whatever the accounts, and then waits; another one does not', async () => {
      const address = freshAddress()
      for (let guess = 0; guess < attemptLimits.address; guess++) await takeTurn({ email: `g${guess}@x.org`, address })
      const { email } = await person()
      const refused = await refusal(attempt(email, address, password))
      expect(refused).toMatchObject({ code: 'rate-limited', message: expect.stringMatching(/in 15 minutes/) as string })
      expect(refused?.retryAfter).toBeGreaterThan(14 * 60)
      expect(refused?.retryAfter).toBeLessThanOrEqual(15 * 60)
      expect((await attempt(email, freshAddress(), password)).viewer.email).toBe(email)
    })

    test('gets an attempt back for each that succeeds, and never more', async () => {
      const address = freshAddress()
      const { email } = await person()
      await giveTurnBack({ address })
      for (let guess = 1; guess < attemptLimits.address; guess++) await takeTurn({ address })
      for (let time = 0; time < 3; time++) await attempt(email, address, password)
      expect(await refusal(attempt(email, address))).toMatchObject({ code: 'unauthenticated' })
      expect(await refusal(attempt(email, address, password))).toMatchObject({ code: 'rate-limited' })
    })

    test('has them again a quarter of an hour later', async () => {
      const address = freshAddress()
      for (let guess = 0; guess < attemptLimits.address; guess++) await takeTurn({ address })
      expect(await refusal(takeTurn({ address }))).toMatchObject({ code: 'rate-limited' })
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 + 1 })
      await takeTurn({ address })
    })

    test('of version 6 shares them with its block', async () => {
      for (let guess = 0; guess < attemptLimits.address; guess++)
        await takeTurn({ address: `2001:db8:${made}::${guess}` })
      expect(await refusal(takeTurn({ address: `2001:db8:${made}::ffff` }))).toMatchObject({ code: 'rate-limited' })
      made += 1
      await takeTurn({ address: `2001:db8:${made}::1` })
    })
  })

  test('an account that succeeds has all its attempts from there again', async () => {
    const { email } = await person()
    const address = freshAddress()
    for (let round = 0; round < 2; round++) {
      for (let guess = 1; guess < attemptLimits.pair; guess++) await refusal(attempt(email, address))
      expect((await attempt(email, address, password)).viewer.email).toBe(email)
    }
  })

  test('a flood of attempts that are turned away stands in the audit log once for each account and address', async () => {
    const { email } = await person()
    const address = freshAddress()
    const guess = () => refusal(attempt(email, address))
    await Promise.all(Array.from({ length: attemptLimits.pair + 20 }, guess))
    expect(await limitedRows(email)).toEqual([{ act: 'sign-in.limited', subject: `${email} from ${address}` }])
    await Promise.all(Array.from({ length: attemptLimits.address }, guess))
    expect(await limitedRows(address)).toHaveLength(2)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 + 1 })
    for (let time = 0; time < attemptLimits.account; time++) await takeTurn({ email, address: freshAddress() })
    await Promise.all([guess(), guess()])
    expect(await limitedRows(email)).toHaveLength(3)
  })

  describe('somebody signed in', () => {
    const wrong = { current: 'not my password', next: 'another long password' }

    test('who says a wrong present password changes and deletes nothing, and it is written down', async () => {
      const viewer = await person()
      expect(await refusal(changePassword(viewer, wrong))).toMatchObject({ code: 'invalid' })
      expect(await refusal(deleteOwnAccount(viewer, wrong.current))).toMatchObject({ code: 'invalid' })
      expect((await attempt(viewer.email, freshAddress(), password)).viewer).toEqual(viewer)
      const rows = await database().selectFrom('audit_log').selectAll().where('act', '=', 'password.refused').execute()
      expect(rows.filter(({ actor_id }) => actor_id === viewer.id).map(({ subject }) => subject)).toEqual([
        `${viewer.email}, to change it`,
        `${viewer.email}, to delete the account`,
      ])
    })

    test('cannot guess it without end, and can still sign in elsewhere', async () => {
      const viewer = await person()
      for (let guess = 0; guess < attemptLimits.confirmation; guess++) await refusal(changePassword(viewer, wrong))
      const right = { ...wrong, current: password }
      expect(await refusal(changePassword(viewer, right))).toMatchObject({ code: 'rate-limited' })
      expect(await refusal(deleteOwnAccount(viewer, password))).toMatchObject({ code: 'rate-limited' })
      expect(await limitedRows(viewer.email)).toEqual([{ act: 'password.limited', subject: viewer.email }])
      expect((await attempt(viewer.email, freshAddress(), password)).viewer).toEqual(viewer)
    })

    test('who says the right one has all attempts again', async () => {
      const viewer = await person()
      for (let round = 0; round < 2; round++) {
        for (let guess = 1; guess < attemptLimits.confirmation; guess++) await refusal(changePassword(viewer, wrong))
        await changePassword(viewer, { current: password, next: password })
      }
    })
  })
})

test('a flood of new addresses forgets the oldest in the place of growing', async () => {
  const address = freshAddress()
  for (let guess = 0; guess < attemptLimits.address; guess++) await takeTurn({ address })
  for (let block = 0; block < 100_000; block++) await takeTurn({ address: `flood-${block}` })
  await takeTurn({ address })
})
