import { hash } from '@node-rs/argon2'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { database } from '@/lib/db'
import { onEveryDatabase } from '@/lib/db/fixtures'
import type { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/viewer'
import {
  acceptInvitation,
  changePassword,
  changeSite,
  changeRole,
  createToken,
  createTokenFor,
  deleteOwnAccount,
  endSession,
  exportOwnData,
  getInvitation,
  getSiteSettings,
  invite,
  isResetToken,
  isSetUpToken,
  listAudit,
  listInvitations,
  listPeople,
  listSessions,
  listTokens,
  makeResetLink,
  openSetUp,
  requirePerson,
  resetPassword,
  revokeToken,
  setDisabled,
  setUpSite,
  signOutEverywhere,
  viewerOfSession,
  viewerOfToken,
  withdrawInvitation,
} from '.'
import { attempt, makePerson, password, refused } from './fixtures'

let made = 0

const minute = 60_000
const day = 24 * 60 * minute

/** Sets the clock so far ahead; timers go on as they are, for the connections to the database. */
const wait = (time: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + time })

afterEach(() => vi.useRealTimers())

const passwordHashOf = async ({ id }: Viewer) => {
  const row = await database().selectFrom('users').select('password_hash').where('id', '=', id).executeTakeFirst()
  return row?.password_hash ?? ''
}

const set = {
  email: 'first@example.org',
  name: 'First Admin',
  password,
  siteName: 'Our lessons',
  access: 'public',
} as const

onEveryDatabase(() => {
  describe('set-up', () => {
    beforeEach(async () => {
      await database().deleteFrom('users').execute()
      await database().deleteFrom('links').execute()
    })

    test('makes the first admin once, even when two come at the same moment, and never again', async () => {
      const token = (await openSetUp()) ?? ''
      expect(await isSetUpToken(token)).toBe(true)
      const both = await Promise.allSettled([
        setUpSite(token, set, { label: 'A' }),
        setUpSite(token, { ...set, email: 'second@example.org' }, { label: 'B' }),
      ])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await isSetUpToken(token)).toBe(false)
      expect(await openSetUp()).toBeUndefined()
      expect(await refused(setUpSite(token, set, { label: 'C' }))).toBe('not-found')
      expect(await listPeople('command line')).toMatchObject([{ role: 'admin' }])
    })

    test('a new start ends the link of the one before', async () => {
      const before = (await openSetUp()) ?? ''
      const after = (await openSetUp()) ?? ''
      expect(await isSetUpToken(before)).toBe(false)
      expect(await isSetUpToken(after)).toBe(true)
      expect(await isSetUpToken('guessed')).toBe(false)
    })
  })

  describe('sign-in', () => {
    test('the right password begins a session that knows the person', async () => {
      const reader = await makePerson('reader')
      const { sessionId } = await attempt(reader)
      expect(await viewerOfSession(sessionId)).toEqual(reader)
      expect(await listSessions(reader, sessionId)).toMatchObject([{ label: 'Firefox on Linux', isCurrent: true }])
      expect(await viewerOfSession('guessed')).toBeUndefined()
    })

    test('a session that is asked for many times at once, as by a page and what it fetches ahead, answers all', async () => {
      const reader = await makePerson('reader')
      const { sessionId } = await attempt(reader)
      for (let round = 0; round < 10; round++) {
        const long = new Date(Date.now() - 3_600_000).toISOString()
        await database().updateTable('sessions').set({ last_seen_at: long }).where('id', '=', sessionId).execute()
        const viewers = await Promise.all(Array.from({ length: 8 }, () => viewerOfSession(sessionId)))
        expect(viewers).toEqual(Array.from({ length: 8 }, () => reader))
        const [session] = await listSessions(reader, sessionId)
        expect(session?.lastSeenAt.localeCompare(long)).toBe(1)
      }
    })

    test('a wrong password, an unknown account and a closed one get the same words', async () => {
      await makePerson('admin')
      const closed = await makePerson('reader')
      await setDisabled('command line', { userId: closed.id, isDisabled: true })
      const words = await Promise.all(
        [
          attempt(await makePerson('reader'), 'not the password'),
          attempt({ ...closed, email: 'nobody@example.org' }),
          attempt({ ...closed, email: 'not an address' }),
          attempt(closed),
        ].map((work) => work.catch((error: unknown) => (error as AppError).message)),
      )
      expect(new Set(words)).toEqual(new Set(['This e-mail address and password do not belong together.']))
    })

    test('ten wrong passwords close an account’s door for a while, to the right one too', async () => {
      const target = await makePerson('reader')
      const guesses = await Promise.all(Array.from({ length: 14 }, () => refused(attempt(target, 'a wrong guess'))))
      expect(guesses.filter((code) => code === 'unauthenticated')).toHaveLength(10)
      expect(await refused(attempt(target))).toBe('rate-limited')
    })
  })

  describe('a sign-in', () => {
    test('makes a hash of weaker settings anew, and lets one of today’s be', async () => {
      const reader = await makePerson('reader')
      const weak = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
      await database().updateTable('users').set({ password_hash: weak }).where('id', '=', reader.id).execute()
      expect(await refused(attempt(reader, 'a wrong guess'))).toBe('unauthenticated')
      expect(await passwordHashOf(reader)).toBe(weak)
      expect((await attempt(reader)).viewer).toEqual(reader)
      const renewed = await passwordHashOf(reader)
      expect(renewed).toMatch(/m=19456,t=2,p=1/)
      expect((await attempt(reader)).viewer).toEqual(reader)
      expect(await passwordHashOf(reader)).toBe(renewed)
    })

    test('lasts thirty days', async () => {
      const reader = await makePerson('reader')
      const { sessionId } = await attempt(reader)
      wait(30 * day - minute)
      expect(await viewerOfSession(sessionId)).toEqual(reader)
      expect(await listSessions(reader, sessionId)).toHaveLength(1)
      wait(2 * minute)
      expect(await viewerOfSession(sessionId)).toBeUndefined()
      expect(await listSessions(reader, sessionId)).toEqual([])
    })
  })

  describe('what ends sessions', () => {
    test.each([
      [
        'a changed password',
        (viewer: Viewer) => changePassword(viewer, { current: password, next: 'another long one' }),
      ],
      ['a new role', ({ id }: Viewer) => changeRole('command line', { userId: id, role: 'reader' })],
      ['a closed account', ({ id }: Viewer) => setDisabled('command line', { userId: id, isDisabled: true })],
      ['signing out everywhere', (viewer: Viewer) => signOutEverywhere(viewer, viewer.id)],
      ['a reset', async ({ id }: Viewer) => resetPassword(await makeResetLink('command line', id), 'another long one')],
      ['deleting the account', (viewer: Viewer) => deleteOwnAccount(viewer, password)],
    ])('%s', async (_, end) => {
      await makePerson('admin')
      const writer = await makePerson('writer')
      const sessions = [(await attempt(writer)).sessionId, (await attempt(writer)).sessionId]
      await end(writer)
      expect(await Promise.all(sessions.map(viewerOfSession))).toEqual([undefined, undefined])
    })

    test('by an admin: signing a person out everywhere, and a reset link once it is used', async () => {
      const [admin, writer] = [await makePerson('admin'), await makePerson('writer')]
      const own = (await attempt(admin)).sessionId
      const one = (await attempt(writer)).sessionId
      await signOutEverywhere(admin, writer.id)
      expect(await viewerOfSession(one)).toBeUndefined()
      const two = (await attempt(writer)).sessionId
      const token = await makeResetLink(admin, writer.id)
      expect(await viewerOfSession(two)).toEqual(writer)
      await resetPassword(token, 'another long one')
      expect(await viewerOfSession(two)).toBeUndefined()
      expect(await viewerOfSession(own)).toEqual(admin)
      expect(await refused(signOutEverywhere(admin, 'nobody'))).toBe('not-found')
      expect(await refused(makeResetLink(admin, 'nobody'))).toBe('not-found')
    })

    test('not the role or the state that a person has already, and nothing is written down then', async () => {
      const [admin, writer] = [await makePerson('admin'), await makePerson('writer')]
      const { sessionId } = await attempt(writer)
      const rows = () => database().selectFrom('audit_log').select('id').execute()
      const before = await rows()
      await changeRole(admin, { userId: writer.id, role: 'writer' })
      await setDisabled(admin, { userId: writer.id, isDisabled: false })
      expect(await viewerOfSession(sessionId)).toEqual(writer)
      expect(await rows()).toHaveLength(before.length)
    })

    test('one session of one’s own, and nobody else’s', async () => {
      const [owner, other] = [await makePerson('writer'), await makePerson('admin')]
      const [first, second] = [await attempt(owner), await attempt(owner)]
      expect(await refused(endSession(other, first.sessionId))).toBe('not-found')
      expect(await refused(endSession(undefined, first.sessionId))).toBe('unauthenticated')
      await endSession(owner, first.sessionId)
      expect(await viewerOfSession(first.sessionId)).toBeUndefined()
      expect(await viewerOfSession(second.sessionId)).toEqual(owner)
    })
  })

  describe('invitations', () => {
    test('give one account with their role, even when two come at the same moment', async () => {
      const token = await invite(await makePerson('admin'), { role: 'writer' })
      expect(await getInvitation(token)).toMatchObject({ role: 'writer', email: undefined })
      const both = await Promise.allSettled(
        ['x', 'y'].map((name) => {
          made += 1
          return acceptInvitation(token, { email: `${name}${made}@example.org`, name, password }, '')
        }),
      )
      const [accepted, ...others] = both.filter((result) => result.status === 'fulfilled')
      expect(others).toEqual([])
      expect(accepted?.value.viewer.role).toBe('writer')
      expect(await getInvitation(token)).toBeUndefined()
    })

    test('are good for seven days', async () => {
      const admin = await makePerson('admin')
      const token = await invite(admin, { email: `late${made}@example.org`, role: 'writer' })
      const { id } = (await getInvitation(token)) ?? { id: '' }
      const isOpen = async () => (await listInvitations(admin)).some((open) => open.id === id)
      wait(7 * day - minute)
      expect([await getInvitation(token), await isOpen()]).toEqual([expect.objectContaining({ id }), true])
      wait(2 * minute)
      expect([await getInvitation(token), await isOpen()]).toEqual([undefined, false])
      const late = { email: `late${made}@example.org`, name: 'Late', password }
      expect(await refused(acceptInvitation(token, late, ''))).toBe('not-found')
    })

    test('for one address are for no other', async () => {
      const token = await invite(await makePerson('admin'), { email: 'invited@example.org', role: 'reader' })
      const other = acceptInvitation(token, { email: 'other@example.org', name: 'Other', password }, '')
      expect(await refused(other)).toBe('invalid')
      expect(await getInvitation(token)).toMatchObject({ email: 'invited@example.org' })
    })

    test('do not take over an account', async () => {
      const victim = await makePerson('admin')
      const token = await invite(victim, { role: 'reader' })
      const stolen = acceptInvitation(token, { email: victim.email, name: 'Thief', password: 'a password of mine' }, '')
      expect(await refused(stolen)).toBe('conflict')
      expect((await attempt(victim)).viewer).toEqual(victim)
    })

    test('withdrawn are worth nothing', async () => {
      const admin = await makePerson('admin')
      const token = await invite(admin, { role: 'writer' })
      const { id } = (await getInvitation(token)) ?? { id: '' }
      expect((await listInvitations(admin)).map((open) => open.id)).toContain(id)
      await withdrawInvitation(admin, id)
      expect(await getInvitation(token)).toBeUndefined()
      expect(await refused(withdrawInvitation(admin, id))).toBe('not-found')
    })
  })

  test('a reset link works once, and a newer one ends it', async () => {
    const reader = await makePerson('reader')
    const older = await makeResetLink('command line', reader.id)
    const newer = await makeResetLink('command line', reader.id)
    expect([await isResetToken(older), await isResetToken(newer)]).toEqual([false, true])
    await resetPassword(newer, 'a password that is new')
    expect(await refused(resetPassword(newer, 'once more, please'))).toBe('not-found')
    expect((await attempt(reader, 'a password that is new')).viewer).toEqual(reader)
  })

  test('a reset link is good for a day', async () => {
    const reader = await makePerson('reader')
    const token = await makeResetLink('command line', reader.id)
    wait(day - minute)
    expect(await isResetToken(token)).toBe(true)
    wait(2 * minute)
    expect(await isResetToken(token)).toBe(false)
    expect(await refused(resetPassword(token, 'a password that is new'))).toBe('not-found')
    vi.useRealTimers()
    expect((await attempt(reader)).viewer).toEqual(reader)
  })

  describe('roles', () => {
    test.each([
      ['nobody', undefined],
      ['a reader', 'reader'],
      ['a writer', 'writer'],
    ] as const)('%s decides nothing about people', async (_, role) => {
      const viewer = role && (await makePerson(role))
      const target = await makePerson('writer')
      const works = [
        invite(viewer, { role: 'admin' }),
        listInvitations(viewer),
        withdrawInvitation(viewer, 'x'),
        makeResetLink(viewer, target.id),
        changeRole(viewer, { userId: target.id, role: 'reader' }),
        setDisabled(viewer, { userId: target.id, isDisabled: true }),
        signOutEverywhere(viewer, target.id),
        listPeople(viewer),
        listAudit(viewer, 1),
      ]
      const codes = await Promise.all(works.map(refused))
      expect(new Set(codes)).toEqual(new Set([role ? 'forbidden' : 'unauthenticated']))
    })

    test('the last admin stays one, also when two demote each other at the same moment', async () => {
      await database().deleteFrom('users').execute()
      const [one, two] = [await makePerson('admin'), await makePerson('admin')]
      const both = await Promise.allSettled([
        changeRole(one, { userId: two.id, role: 'reader' }),
        changeRole(two, { userId: one.id, role: 'reader' }),
      ])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const [last] = (await listPeople('command line')).filter(({ role }) => role === 'admin')
      if (!last) throw new Error('No admin is left')
      expect(await refused(setDisabled(last, { userId: last.id, isDisabled: true }))).toBe('conflict')
      expect(await refused(deleteOwnAccount(last, password))).toBe('conflict')
      expect(await listPeople('command line')).toHaveLength(2)
    })
  })

  describe('API tokens', () => {
    test('act for their owner within their scope until they are revoked', async () => {
      const writer = await makePerson('writer')
      const reading = await createToken(writer, { name: 'CI', scope: 'read' })
      const publishing = await createToken(writer, { name: 'Bot', scope: 'publish' })
      expect(await viewerOfToken(reading, 'read')).toEqual(writer)
      expect(await viewerOfToken(reading, 'publish')).toBeUndefined()
      expect(await viewerOfToken(publishing, 'publish')).toEqual(writer)
      const [newest] = await listTokens(writer)
      expect(newest?.lastUsedAt).not.toBeNull()
      expect(await refused(revokeToken(await makePerson('admin'), newest?.id ?? ''))).toBe('not-found')
      for (const { id } of await listTokens(writer)) await revokeToken(writer, id)
      expect(await viewerOfToken(publishing, 'read')).toBeUndefined()
    })

    test('one that is used many times at once answers all', async () => {
      const reader = await makePerson('reader')
      const token = await createToken(reader, { name: 'CI', scope: 'read' })
      for (let round = 0; round < 10; round++) {
        await database().updateTable('api_tokens').set({ last_used_at: null }).execute()
        const viewers = await Promise.all(Array.from({ length: 8 }, () => viewerOfToken(token, 'read')))
        expect(viewers).toEqual(Array.from({ length: 8 }, () => reader))
        expect((await listTokens(reader))[0]?.lastUsedAt).not.toBeNull()
      }
    })

    test('a reader gets none to publish with, and a closed account’s are worth nothing', async () => {
      const reader = await makePerson('reader')
      expect(await refused(createToken(reader, { name: 'Bot', scope: 'publish' }))).toBe('forbidden')
      const token = await createToken(reader, { name: 'CI', scope: 'read' })
      await setDisabled('command line', { userId: reader.id, isDisabled: true })
      expect(await viewerOfToken(token, 'read')).toBeUndefined()
    })
  })

  test('an account that is opened again has none of its tokens and sessions back', async () => {
    await makePerson('admin')
    const writer = await makePerson('writer')
    const token = await createToken(writer, { name: 'CI', scope: 'publish' })
    const { sessionId } = await attempt(writer)
    await setDisabled('command line', { userId: writer.id, isDisabled: true })
    await setDisabled('command line', { userId: writer.id, isDisabled: false })
    expect(await viewerOfToken(token, 'read')).toBeUndefined()
    expect(await listTokens(writer)).toEqual([])
    expect(await viewerOfSession(sessionId)).toBeUndefined()
    expect((await attempt(writer)).viewer).toEqual(writer)
  })

  test('the command line makes tokens within the role of whom they are for, and none for a closed account', async () => {
    const reader = await makePerson('reader')
    const owner = () => requirePerson(reader.email)
    expect(await viewerOfToken(await createTokenFor(await owner(), { name: 'CI', scope: 'read' }), 'read')).toEqual(
      reader,
    )
    expect(await refused(createTokenFor(await owner(), { name: 'CI', scope: 'publish' }))).toBe('forbidden')
    await setDisabled('command line', { userId: reader.id, isDisabled: true })
    expect(await refused(createTokenFor(await owner(), { name: 'CI', scope: 'read' }))).toBe('conflict')
  })

  test('what is kept about a person can be had, without secrets', async () => {
    const writer = await makePerson('writer')
    await attempt(writer)
    await createToken(writer, { name: 'CI', scope: 'read' })
    const data = JSON.stringify(await exportOwnData(writer))
    expect(data).toContain(writer.email)
    expect(data).toContain('"CI"')
    expect(data).toContain('token.made')
    expect(data).not.toMatch(/argon2|hash/i)
  })

  test('nothing that opens a door stands in the database as it is', async () => {
    const writer = await makePerson('writer')
    const secrets = [
      await createToken(writer, { name: 'CI', scope: 'read' }),
      await invite('command line', { role: 'reader' }),
      await makeResetLink('command line', writer.id),
      password,
    ]
    const tables = ['users', 'links', 'api_tokens', 'audit_log'] as const
    const rows = await Promise.all(tables.map((table) => database().selectFrom(table).selectAll().execute()))
    for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret.replace('twelvefold_', ''))
  })

  test('the audit log tells who did what to whom, newest first', async () => {
    const admin = await makePerson('admin')
    const target = await makePerson('reader')
    await changeRole(admin, { userId: target.id, role: 'writer' })
    const { entries } = await listAudit(admin, 1)
    expect(entries[0]).toMatchObject({
      actor: admin.name,
      act: 'role.changed',
      subject: `${target.email} from reader to writer`,
    })
  })

  describe('the site', () => {
    test('is renamed and closed by an admin, from the next request on, and the audit log says who did it', async () => {
      const admin = await makePerson('admin')
      await changeSite(admin, { siteName: 'Our learnings', access: 'members' })
      expect(await getSiteSettings()).toEqual({ siteName: 'Our learnings', access: 'members' })
      await changeSite(admin, { access: 'public' })
      expect(await getSiteSettings()).toEqual({ siteName: 'Our learnings', access: 'public' })
      expect((await listAudit(admin, 1)).entries[0]).toMatchObject({
        act: 'site.changed',
        subject: 'open to everybody',
      })
    })

    test('is changed by nobody else', async () => {
      expect(await refused(changeSite(await makePerson('writer'), { access: 'public' }))).toBe('forbidden')
      expect(await refused(changeSite(undefined, { access: 'public' }))).toBe('unauthenticated')
    })
  })
})
