import { hash, verify } from '@node-rs/argon2'
import { beforeEach, expect, test, vi } from 'vitest'
import { atOnce, hashPassword, isOutdated, isPassword, mostWaiting } from './passwords'

// The real one, counted.
vi.mock('@node-rs/argon2', async (importActual) => {
  const actual = await importActual<typeof import('@node-rs/argon2')>()
  return { ...actual, verify: vi.fn(actual.verify) }
})

const asToday = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/

beforeEach(() => void vi.mocked(verify).mockClear())

test('a password is the one of its hash, and no other', async () => {
  const hashed = await hashPassword('correct horse battery')
  expect(hashed).toMatch(asToday)
  expect(await isPassword('correct horse battery', hashed)).toBe(true)
  expect(await isPassword('correct horse batterx', hashed)).toBe(false)
})

test.each([undefined, null])('without a hash (%s) the answer is no, whatever is typed, and as dear', async (none) => {
  expect(await isPassword('no account has this password', none)).toBe(false)
  expect(await isPassword('correct horse battery', none)).toBe(false)
  // One verification each, of a hash with today's settings: the time tells nothing.
  expect(vi.mocked(verify).mock.calls).toEqual([
    [expect.stringMatching(asToday), 'no account has this password'],
    [expect.stringMatching(asToday), 'correct horse battery'],
  ])
})

test('a hash of weaker settings is outdated, one of today’s is not', async () => {
  expect(isOutdated(await hash('x', { memoryCost: 8192, timeCost: 1, parallelism: 1 }))).toBe(true)
  expect(isOutdated(await hashPassword('x'))).toBe(false)
})

test('in a flood those who find no turn are told so, and the others get theirs', async () => {
  const hashed = await hashPassword('correct horse battery')
  const answers = await Promise.allSettled(Array.from({ length: 80 }, () => isPassword('wrong', hashed)))
  const refused = answers.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(80 - atOnce - mostWaiting)
  expect(refused[0]).toMatchObject({ reason: { code: 'unavailable' } })
})
