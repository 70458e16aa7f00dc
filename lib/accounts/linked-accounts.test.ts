import { beforeAll, describe, expect, test, vi } from 'vitest'
import { config } from '@/lib/config'
import { database } from '@/lib/db'
import { onEveryDatabase } from '@/lib/db/fixtures'
import type { Role, Viewer } from '@/lib/viewer'
import { createAccount, deleteOwnAccount, hasPassword, invite, listAudit, listLinkedAccounts, setDisabled } from '.'
import { unlinkAccount, viewerOfSession } from '.'
import { linkAccount, type Vouched } from './linked-accounts'
import { Refusal } from './refusals'
import { enter as comeBack, signInWith } from './sign-in-with'

const issuer = 'https://id.example.org'
let made = 0

const somebody = (change: Partial<Vouched> = {}): Vouched => {
  made += 1
  return {
    issuer,
    subject: `subject-${made}`,
    email: `v${made}@example.org`,
    isEmailVerified: true,
    name: `Vouched ${made}`,
    ...change,
  }
}

const invited = async (vouched: Vouched, role: 'reader' | 'writer' = 'writer') => {
  await invite('command line', { email: vouched.email, role })
  return vouched
}

const enter = (vouched: Vouched, invitation?: string) => signInWith(vouched, { invitation, label: 'Firefox on Linux' })

const local = (role: Role = 'reader'): Promise<Viewer> => {
  made += 1
  return createAccount({
    email: `l${made}@example.org`,
    name: `Local ${made}`,
    password: 'correct horse battery',
    role,
  })
}

async function reason(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error('Nothing was refused', { cause: error })
  return error.reason
}

onEveryDatabase(() => {
  let admin: Viewer
  beforeAll(async () => {
    admin = await local('admin')
  })

  test('of two ways in unlinked at once one stays', async () => {
    for (let round = 0; round < 10; round += 1) {
      const first = await invited(somebody())
      const { viewer } = await enter(first)
      const second = somebody()
      await linkAccount(viewer, second)
      const ended = await Promise.allSettled([first, second].map((one) => unlinkAccount(viewer, one)))
      expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await listLinkedAccounts(viewer)).toHaveLength(1)
    }
  })

  describe('somebody another service vouches for', () => {
    test('gets an account by an invitation to their address, once, and signs in to it from then on', async () => {
      const vouched = await invited(somebody())
      const first = await enter(vouched)
      expect(first.viewer).toMatchObject({ email: vouched.email, name: vouched.name, role: 'writer' })
      expect(await viewerOfSession(first.sessionId)).toEqual(first.viewer)
      const moved = await enter({ ...vouched, email: 'moved@example.org', isEmailVerified: false })
      expect(moved.viewer).toEqual(first.viewer)
      expect(await reason(enter({ ...vouched, subject: 'another' }))).toBe('taken')
    })

    test('with nobody’s invitation, or an address that is not verified, is refused and leaves nothing', async () => {
      const before = await database().selectFrom('users').select('id').execute()
      expect(await reason(enter(somebody()))).toBe('not-invited')
      expect(await reason(enter(await invited(somebody({ isEmailVerified: false }))))).toBe('unverified')
      expect(await reason(enter(somebody({ email: '' })))).toBe('unverified')
      expect(await database().selectFrom('users').select('id').execute()).toEqual(before)
    })

    test('of a listed domain comes in as a reader; of a domain that only ends like it, not', async () => {
      vi.spyOn(config(), 'signUpDomains', 'get').mockReturnValue(['team.example'])
      const { viewer } = await enter(somebody({ email: 'Ada@Team.example', name: '<Ada>\nLovelace' }))
      expect(viewer).toMatchObject({ email: 'ada@team.example', role: 'reader', name: 'Ada  Lovelace' })
      const reserved = await enter(somebody({ email: 'server@team.example', name: 'Server' }))
      expect(reserved.viewer.name).toBe('server@team.example')
      expect(await reason(enter(somebody({ email: 'eve@evil-team.example' })))).toBe('not-invited')
      expect(await reason(enter(somebody({ email: 'eve@team.example', isEmailVerified: false })))).toBe('unverified')
      expect(await reason(enter(somebody({ email: '"eve@team.example"@evil.example' })))).toBe('unverified')
      vi.restoreAllMocks()
    })

    test('is never linked to an account by its address', async () => {
      const viewer = await local()
      const vouched = await invited(somebody({ email: viewer.email }))
      expect(await reason(enter(vouched))).toBe('taken')
      expect(await listLinkedAccounts(viewer)).toEqual([])
    })

    test('takes up the invitation of a link, unless it is for another address, used, or guessed', async () => {
      const open = await invite('command line', { role: 'writer' })
      expect((await enter(somebody(), open)).viewer.role).toBe('writer')
      expect(await reason(enter(somebody(), open))).toBe('gone')
      expect(await reason(enter(somebody(), 'guessed'))).toBe('gone')
      const other = await invite('command line', { email: 'other@example.org', role: 'writer' })
      expect(await reason(enter(somebody(), other))).toBe('other-address')
    })

    test('whose account is closed stays out', async () => {
      const vouched = await invited(somebody())
      const { viewer } = await enter(vouched)
      await setDisabled('command line', { userId: viewer.id, isDisabled: true })
      expect(await reason(enter(vouched))).toBe('closed')
    })

    test('twice at the same moment gets one account', async () => {
      const vouched = await invited(somebody())
      const both = await Promise.allSettled([enter(vouched), enter(vouched)])
      expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
      const rows = await database().selectFrom('users').select('id').where('email', '=', vouched.email).execute()
      expect(rows).toHaveLength(1)
    })
  })

  describe('an account elsewhere', () => {
    test('is linked by its owner whatever its address, again without effect, and opens the account', async () => {
      const viewer = await local()
      const vouched = somebody({ isEmailVerified: false })
      await linkAccount(viewer, vouched)
      await linkAccount(viewer, vouched)
      expect(await listLinkedAccounts(viewer)).toMatchObject([{ provider: issuer, label: vouched.email }])
      expect((await enter(vouched)).viewer).toEqual(viewer)
      expect(await reason(linkAccount(await local(), vouched))).toBe('linked-already')
      await expect(linkAccount(undefined, vouched)).rejects.toMatchObject({ code: 'unauthenticated' })
    })

    test('is unlinked by its owner alone, and opens nothing then', async () => {
      const viewer = await local()
      const vouched = somebody()
      await linkAccount(viewer, vouched)
      await expect(unlinkAccount(await local(), vouched)).rejects.toMatchObject({ code: 'not-found' })
      await expect(unlinkAccount(undefined, vouched)).rejects.toMatchObject({ code: 'unauthenticated' })
      await unlinkAccount(viewer, vouched)
      await expect(unlinkAccount(viewer, vouched)).rejects.toMatchObject({ code: 'not-found' })
      expect(await reason(enter(vouched))).toBe('not-invited')
    })

    test('is linked only where the one who asked for it is still signed in', async () => {
      const [owner, other] = [await local(), await local()]
      const vouched = somebody()
      const intent = { purpose: 'link', sessionId: 'of-the-owner' } as const
      const places = [
        { viewer: undefined, sessionId: undefined },
        { viewer: other, sessionId: 'of-another' },
        { viewer: owner, sessionId: 'a-later-one' },
        { viewer: undefined, sessionId: 'of-the-owner' },
      ]
      for (const place of places) {
        expect(await reason(comeBack(vouched, intent, { ...place, label: '' }))).toBe('failed')
      }
      expect([await listLinkedAccounts(owner), await listLinkedAccounts(other)]).toEqual([[], []])
      const subject = `${vouched.email} by ${issuer}, link: failed`
      const rows = await database().selectFrom('audit_log').select('actor').where('subject', '=', subject).execute()
      expect(rows.map(({ actor }) => actor).sort()).toEqual([other.name, owner.name, 'somebody', 'somebody'].sort())
      expect(await comeBack(vouched, intent, { viewer: owner, sessionId: 'of-the-owner', label: '' })).toEqual({})
      expect(await listLinkedAccounts(owner)).toMatchObject([{ subject: vouched.subject }])
    })

    test('that is the only way in stays', async () => {
      const vouched = await invited(somebody())
      const { viewer } = await enter(vouched)
      expect(await hasPassword(viewer)).toBe(false)
      await expect(unlinkAccount(viewer, vouched)).rejects.toMatchObject({ code: 'conflict' })
      expect(await listLinkedAccounts(viewer)).toHaveLength(1)
    })

    test('of two who link it at once, one gets it', async () => {
      const vouched = somebody()
      const both = await Promise.allSettled([linkAccount(await local(), vouched), linkAccount(await local(), vouched)])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })

    test('goes with its account, which its address deletes where there is no password', async () => {
      const vouched = await invited(somebody())
      const { viewer } = await enter(vouched)
      await expect(deleteOwnAccount(viewer, '')).rejects.toMatchObject({ code: 'invalid' })
      await deleteOwnAccount(viewer, vouched.email.toUpperCase())
      expect(await reason(enter(vouched))).toBe('not-invited')
    })

    test('stands in the audit log when it is linked and unlinked', async () => {
      const vouched = somebody()
      await linkAccount(admin, vouched)
      await unlinkAccount(admin, vouched)
      const acts = (await listAudit(admin, 1)).entries.slice(0, 2).map(({ act }) => act)
      expect(acts.sort()).toEqual(['account.linked', 'account.unlinked'])
    })
  })
})
