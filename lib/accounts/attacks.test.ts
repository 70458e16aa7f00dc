import { beforeEach, describe, expect, test, vi } from 'vitest'
import { database } from '@/lib/db'
import { onEveryDatabase } from '@/lib/db/fixtures'
import type { Viewer } from '@/lib/viewer'
import {
  acceptInvitation,
  changePassword,
  changeRole,
  changeSite,
  createToken,
  deleteOwnAccount,
  getInvitation,
  invite,
  isResetToken,
  listLinkedAccounts,
  listPeople,
  makeResetLink,
  resetPassword,
  setDisabled,
  setUpSite,
  signOutEverywhere,
  viewerOfSession,
  viewerOfToken,
} from '.'
import { attempt, makePerson, password, refused } from './fixtures'
import { linkAccount } from './linked-accounts'
import { newPersonSchema } from './schema'

const hashing = vi.hoisted(() => ({ count: 0, before: undefined as (() => Promise<void>) | undefined }))
// With one processor to spare a reset would wait for the sign-in that it is to overtake.
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  availableParallelism: () => 4,
}))
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>()
  return {
    ...argon2,
    hash: (...given: Parameters<typeof argon2.hash>) => {
      hashing.count += 1
      return argon2.hash(...given)
    },
    verify: async (...given: Parameters<typeof argon2.verify>) => {
      const matches = await argon2.verify(...given)
      await hashing.before?.()
      return matches
    },
  }
})

/** Links an account elsewhere to a person's own. */
function linkElsewhere(viewer: Viewer): Promise<void> {
  const identity = { issuer: 'https://id.example.org', subject: viewer.id }
  return linkAccount(viewer, { ...identity, email: '', isEmailVerified: false, name: 'T' })
}

beforeEach(() => {
  hashing.count = 0
  hashing.before = undefined
})

const somebody = { email: 'back@example.org', name: 'Back Door', password }

onEveryDatabase(() => {
  describe('links end with the rights of whoever made them', () => {
    test.each([
      ['a closed account', (id: string) => setDisabled('command line', { userId: id, isDisabled: true })],
      ['another role', (id: string) => changeRole('command line', { userId: id, role: 'writer' })],
    ])('%s', async (_, lose) => {
      const [keeper, leaver] = [await makePerson('admin'), await makePerson('admin')]
      const invitation = await invite(leaver, { role: 'admin' })
      const reset = await makeResetLink(leaver, keeper.id)
      const own = await makeResetLink(keeper, leaver.id)
      await lose(leaver.id)
      expect(await getInvitation(invitation)).toBeUndefined()
      expect(await isResetToken(reset)).toBe(false)
      expect(await isResetToken(own)).toBe(false)
      expect(await refused(acceptInvitation(invitation, somebody, 'A'))).toBe('not-found')
      expect(await refused(resetPassword(reset, 'another long one'))).toBe('not-found')
    })

    test('a deleted account', async () => {
      await makePerson('admin')
      const leaver = await makePerson('admin')
      const invitation = await invite(leaver, { role: 'admin' })
      await deleteOwnAccount(leaver, password)
      expect(await getInvitation(invitation)).toBeUndefined()
    })

    test('a promotion ends nothing', async () => {
      const admin = await makePerson('admin')
      const invitation = await invite(admin, { role: 'reader' })
      await changeRole('command line', { userId: admin.id, role: 'admin' })
      expect(await getInvitation(invitation)).toBeDefined()
    })
  })

  test('a reset link ends when the password has changed', async () => {
    const person = await makePerson('reader')
    const link = await makeResetLink('command line', person.id)
    await changePassword(person, { current: password, next: 'another long one' })
    expect(await refused(resetPassword(link, 'a third long one'))).toBe('not-found')
  })

  test('a password change that was under way does not undo a reset', async () => {
    const person = await makePerson('reader')
    const link = await makeResetLink('command line', person.id)
    hashing.before = async () => {
      hashing.before = undefined
      await resetPassword(link, 'known to the owner')
    }
    expect(await refused(changePassword(person, { current: password, next: 'known to a thief' }))).toBe('conflict')
    expect((await attempt(person, 'known to the owner')).viewer).toEqual(person)
    expect(await refused(attempt(person, 'known to a thief'))).toBe('unauthenticated')
  })

  test('a reset takes back what somebody made who found a session open: tokens, and accounts elsewhere', async () => {
    const owner = await makePerson('writer')
    const token = await createToken(owner, { name: 'found open', scope: 'publish' })
    await linkElsewhere(owner)
    await resetPassword(await makeResetLink('command line', owner.id), 'another long one')
    expect(await viewerOfToken(token, 'read')).toBeUndefined()
    expect(await listLinkedAccounts(owner)).toEqual([])
  })

  test('who has come by another service alone keeps that way in with a first password', async () => {
    const owner = await makePerson('reader')
    await database().updateTable('users').set({ password_hash: null }).where('id', '=', owner.id).execute()
    await linkElsewhere(owner)
    await resetPassword(await makeResetLink('command line', owner.id), 'another long one')
    expect(await listLinkedAccounts(owner)).toHaveLength(1)
  })

  describe('a sign-in that was under way', () => {
    test.each([
      ['when the password was reset', (id: string, link: string) => resetPassword(link, `a new one of ${id}`)],
      ['when the account was closed', (id: string) => setDisabled('command line', { userId: id, isDisabled: true })],
    ])('comes to nothing %s', async (_, end) => {
      const person = await makePerson('reader')
      const link = await makeResetLink('command line', person.id)
      hashing.before = async () => {
        hashing.before = undefined
        await end(person.id, link)
      }
      expect(await refused(attempt(person))).toBe('unauthenticated')
      expect(await database().selectFrom('sessions').selectAll().where('user_id', '=', person.id).execute()).toEqual([])
    })
  })

  test('an admin’s act that was under way when the role was lost is refused', async () => {
    const [keeper, leaver] = [await makePerson('admin'), await makePerson('admin')]
    const reader = await makePerson('reader')
    await changeRole(keeper, { userId: leaver.id, role: 'reader' })
    // As the request had them in hand before.
    for (const act of [
      () => changeRole(leaver, { userId: reader.id, role: 'admin' }),
      () => invite(leaver, { role: 'admin' }),
      () => makeResetLink(leaver, keeper.id),
      () => signOutEverywhere(leaver, keeper.id),
      () => changeSite(leaver, { access: 'public' }),
    ]) {
      expect(await refused(act())).toBe('forbidden')
    }
    expect(await listPeople('command line')).toContainEqual(expect.objectContaining({ id: reader.id, role: 'reader' }))
  })

  test('a guessed link costs no comparison of passwords', async () => {
    expect(await refused(acceptInvitation('guessed', somebody, 'A'))).toBe('not-found')
    expect(await refused(resetPassword('guessed', password))).toBe('not-found')
    expect(await refused(setUpSite('guessed', { ...somebody, siteName: 'S', access: 'public' }, { label: 'A' }))).toBe(
      'not-found',
    )
    expect(hashing.count).toBe(0)
  })

  test('wrong passwords from one address do not keep the owner out elsewhere', async () => {
    const owner = await makePerson('reader')
    for (let guess = 0; guess < 12; guess++) await refused(attempt(owner, 'a wrong guess', '10.9.9.9'))
    expect(await refused(attempt(owner, password, '10.9.9.9'))).toBe('rate-limited')
    expect((await attempt(owner, password, '10.8.8.8')).viewer).toEqual(owner)
  })

  test('from many addresses an account’s door closes, and a reset opens it', async () => {
    const owner = await makePerson('reader')
    const guess = (from: number, count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, n) => refused(attempt(owner, 'a wrong guess', `10.7.0.${from + n}`))),
      )
    expect(new Set(await guess(0, 40))).toEqual(new Set(['unauthenticated']))
    expect(await guess(40, 64)).toContain('rate-limited')
    expect(await refused(attempt(owner, password, '10.6.6.6'))).toBe('rate-limited')
    await resetPassword(await makeResetLink('command line', owner.id), 'another long one')
    expect((await attempt(owner, 'another long one', '10.6.6.6')).viewer).toEqual(owner)
  })

  test('who locked themselves out comes in from where they have used a reset link', async () => {
    const owner = await makePerson('reader')
    for (let guess = 0; guess < 12; guess++) await refused(attempt(owner, 'a wrong guess', '10.5.5.5'))
    await resetPassword(await makeResetLink('command line', owner.id), 'another long one', '10.5.5.5')
    expect((await attempt(owner, 'another long one', '10.5.5.5')).viewer).toEqual(owner)
  })

  test('one’s own password cannot be guessed with a stolen session either', async () => {
    const owner = await makePerson('reader')
    const codes: string[] = []
    for (let guess = 0; guess < 12; guess++) {
      codes.push(await refused(changePassword(owner, { current: `guess ${guess} of many`, next: 'another long one' })))
    }
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('invalid'))
    expect(codes.slice(10)).toEqual(['rate-limited', 'rate-limited'])
    expect(await refused(deleteOwnAccount(owner, password))).toBe('rate-limited')
    const { sessionId } = await attempt(owner)
    expect(await viewerOfSession(sessionId)).toEqual(owner)
  })
})

test.each([
  ['a system’s', 'Command Line'],
  ['a system’s, with other spaces', 'command \u00a0line'],
  ['one that turns the line around', 'Ada\u202eevil'],
  ['one of two lines', 'Ada\u2028evil'],
  ['one that cannot be seen', '\u200b\u3164'],
  ['half a character', 'Ada\ud83d'],
])('a name is refused that is %s', (_, name) => {
  expect(newPersonSchema.safeParse({ ...somebody, name }).success).toBe(false)
})

test.each(['Ada Lovelace', 'Zoë', '李明', 'نور\u200cا', 'O’Brien-Smith', 'Server Sally'])('%s is a name', (name) => {
  expect(newPersonSchema.safeParse({ ...somebody, name }).success).toBe(true)
})
