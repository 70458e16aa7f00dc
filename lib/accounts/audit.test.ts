import { afterAll, expect, test } from 'vitest'
import { config } from '@/lib/config'
import { database } from '@/lib/db'
import { onEveryDatabase } from '@/lib/db/fixtures'
import type { Role, Viewer } from '@/lib/viewer'
import * as accounts from '.'
import { acts, type Act } from './audit'
import { linkAccount, type Vouched } from './linked-accounts'
import { attemptLimits } from './limits'
import { enter } from './sign-in-with'

const password = 'correct horse battery'
const next = 'another long password'
const issuer = 'https://id.example.org'
let made = 0

const newPerson = () => {
  made += 1
  return { email: `p${made}@example.org`, name: `Person ${made}`, password }
}

const local = (role: Role = 'reader') => accounts.createAccount({ ...newPerson(), role })

const elsewhere = (): Vouched => {
  const { email, name } = newPerson()
  return { issuer, subject: `subject-${made}`, email, isEmailVerified: true, name }
}

const signIn = (viewer: Viewer, given = password) =>
  accounts.signIn({ email: viewer.email, password: given, address: `10.2.0.${made % 250}`, label: '' })

const come = (vouched: Vouched) =>
  enter(vouched, { purpose: 'sign-in' }, { viewer: undefined, sessionId: undefined, label: '' })

const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ name: 'AppError' })

async function setUp() {
  await database().deleteFrom('users').execute()
  const token = (await accounts.openSetUp()) ?? ''
  const site = { siteName: 'Lessons', access: 'members' } as const
  return (await accounts.setUpSite(token, { ...newPerson(), ...site }, { label: '' })).viewer
}

type Told = { act: Act; actor: string; subject: string }

/** Everything that is written down: what is done, and what the log tells of it then. */
const table: [string, () => Promise<Told | Told[]>][] = [
  [
    'the set-up',
    async () => {
      const { name: actor, email } = await setUp()
      return [
        { act: 'set-up-link.made', actor: 'server', subject: 'the first' },
        { act: 'account.created', actor, subject: `${email} as admin` },
        { act: 'site.set-up', actor, subject: 'Lessons, members only' },
      ]
    },
  ],
  [
    'a set-up link made again',
    async () => {
      await database().deleteFrom('users').execute()
      await accounts.openSetUp()
      await accounts.openSetUp('command line')
      return { act: 'set-up-link.made', actor: 'command line', subject: 'in the place of the one before' }
    },
  ],
  [
    'an account by the command line',
    async () => {
      const { email } = await local('writer')
      return { act: 'account.created', actor: 'command line', subject: `${email} as writer` }
    },
  ],
  [
    'an invitation, taken up',
    async () => {
      const admin = await local('admin')
      const token = await accounts.invite(admin, { role: 'writer' })
      const { viewer } = await accounts.acceptInvitation(token, newPerson(), '')
      const subject = `${viewer.email} as writer`
      return [
        { act: 'invitation.made', actor: admin.name, subject: 'whoever has the link as writer' },
        { act: 'account.created', actor: viewer.name, subject },
        { act: 'invitation.accepted', actor: viewer.name, subject },
      ]
    },
  ],
  [
    'an invitation, taken up by another service',
    async () => {
      const vouched = elsewhere()
      await accounts.invite('command line', { email: vouched.email, role: 'writer' })
      await come(vouched)
      const [actor, subject] = [vouched.name, `${vouched.email} as writer`]
      return [
        { act: 'invitation.made', actor: 'command line', subject },
        { act: 'account.created', actor, subject },
        { act: 'invitation.accepted', actor, subject },
        { act: 'account.linked', actor, subject: `${vouched.email} to SSO` },
        { act: 'sign-in.accepted', actor, subject: `${vouched.email} by SSO` },
      ]
    },
  ],
  [
    'an account by a listed domain, without an invitation',
    async () => {
      const vouched = { ...elsewhere(), email: `p${made}@team.example` }
      await come(vouched)
      return { act: 'account.created', actor: vouched.name, subject: `${vouched.email} as reader` }
    },
  ],
  [
    'an invitation, withdrawn',
    async () => {
      const admin = await local('admin')
      const { id = '' } = (await accounts.getInvitation(await accounts.invite(admin, { role: 'reader' }))) ?? {}
      await accounts.withdrawInvitation(admin, id)
      return { act: 'invitation.withdrawn', actor: admin.name, subject: id }
    },
  ],
  [
    'a sign-in, accepted',
    async () => {
      const viewer = await local()
      await signIn(viewer)
      return { act: 'sign-in.accepted', actor: viewer.name, subject: `${viewer.email} from 10.2.0.${made % 250}` }
    },
  ],
  [
    'a sign-in, refused and then turned away',
    async () => {
      const viewer = await local()
      const subject = `${viewer.email} from 10.2.0.${made % 250}`
      for (let guess = 0; guess <= attemptLimits.account; guess++) await refused(signIn(viewer, 'a wrong guess'))
      return [
        { act: 'sign-in.refused', actor: 'somebody', subject },
        { act: 'sign-in.limited', actor: 'somebody', subject },
      ]
    },
  ],
  [
    'a sign-in by another service, refused',
    async () => {
      const vouched = elsewhere()
      await refused(come(vouched))
      return { act: 'sign-in.refused', actor: 'somebody', subject: `${vouched.email} by SSO, sign-in: not-invited` }
    },
  ],
  [
    'the end of a session',
    async () => {
      const viewer = await local()
      await accounts.endSession(viewer, (await signIn(viewer)).sessionId)
      return { act: 'session.ended', actor: viewer.name, subject: viewer.email }
    },
  ],
  [
    'the end of all sessions, by an admin',
    async () => {
      const [admin, viewer] = [await local('admin'), await local()]
      await accounts.signOutEverywhere(admin, viewer.id)
      return { act: 'sign-out.everywhere', actor: admin.name, subject: viewer.email }
    },
  ],
  [
    'a password, changed',
    async () => {
      const viewer = await local()
      await accounts.changePassword(viewer, { current: password, next })
      return { act: 'password.changed', actor: viewer.name, subject: viewer.email }
    },
  ],
  [
    'a wrong present password, and too many',
    async () => {
      const { name: actor, ...viewer } = await local()
      const change = () => accounts.changePassword({ ...viewer, name: actor }, { current: 'a wrong guess', next })
      for (let guess = 0; guess <= attemptLimits.confirmation; guess++) await refused(change())
      return [
        { act: 'password.refused', actor, subject: `${viewer.email}, to change it` },
        { act: 'password.limited', actor, subject: viewer.email },
      ]
    },
  ],
  [
    'a password, reset by a link',
    async () => {
      const [admin, viewer] = [await local('admin'), await local()]
      await accounts.resetPassword(await accounts.makeResetLink(admin, viewer.id), next)
      return [
        { act: 'reset-link.made', actor: admin.name, subject: viewer.email },
        { act: 'password.reset', actor: viewer.name, subject: viewer.email },
      ]
    },
  ],
  [
    'a role, changed',
    async () => {
      const [admin, { id, email }] = [await local('admin'), await local()]
      await accounts.changeRole(admin, { userId: id, role: 'writer' })
      return { act: 'role.changed', actor: admin.name, subject: `${email} from reader to writer` }
    },
  ],
  [
    'an account, closed and opened',
    async () => {
      const [admin, { id: userId, email: subject }] = [await local('admin'), await local()]
      await accounts.setDisabled(admin, { userId, isDisabled: true })
      await accounts.setDisabled('command line', { userId, isDisabled: false })
      return [
        { act: 'account.disabled', actor: admin.name, subject },
        { act: 'account.enabled', actor: 'command line', subject },
      ]
    },
  ],
  [
    'an account, deleted',
    async () => {
      const [viewer] = [await local(), await local('admin')]
      await accounts.deleteOwnAccount(viewer, password)
      return { act: 'account.deleted', actor: viewer.name, subject: viewer.email }
    },
  ],
  [
    'an account elsewhere, linked and unlinked',
    async () => {
      const [viewer, vouched] = [await local(), elsewhere()]
      await linkAccount(viewer, vouched)
      await accounts.unlinkAccount(viewer, vouched)
      return [
        { act: 'account.linked', actor: viewer.name, subject: `${viewer.email} to SSO` },
        { act: 'account.unlinked', actor: viewer.name, subject: `${viewer.email} from SSO` },
      ]
    },
  ],
  [
    'the site, changed',
    async () => {
      const admin = await local('admin')
      await accounts.changeSite(admin, { siteName: 'Learnings' })
      return { act: 'site.changed', actor: admin.name, subject: 'Learnings' }
    },
  ],
  [
    'a token of one’s own, made and revoked',
    async () => {
      const viewer = await local()
      await accounts.createToken(viewer, { name: 'CI', scope: 'read' })
      const [token] = await accounts.listTokens(viewer)
      await accounts.revokeToken(viewer, token?.id ?? '')
      return [
        { act: 'token.made', actor: viewer.name, subject: `CI, to read, for ${viewer.email}` },
        { act: 'token.revoked', actor: viewer.name, subject: token?.id ?? '' },
      ]
    },
  ],
  [
    'a token by the command line',
    async () => {
      const { email } = await local('writer')
      await accounts.createTokenFor(await accounts.requirePerson(email), { name: 'Bot', scope: 'publish' })
      return { act: 'token.made', actor: 'command line', subject: `Bot, to publish, for ${email}` }
    },
  ],
]

onEveryDatabase(() => {
  const told = new Set<string>()
  const provider = { id: 'oidc', name: 'SSO', issuer, clientId: 'a', clientSecret: 'b' }
  Object.assign(config(), { providers: [provider], signUpDomains: ['team.example'] })

  test.each(table)('the audit log tells of %s', async (_what, act) => {
    const before = await database().selectFrom('audit_log').select('id').execute()
    const expected = [await act()].flat()
    const rows = await database().selectFrom('audit_log').selectAll().execute()
    const added = rows.filter(({ id }) => !before.some((row) => row.id === id))
    for (const row of expected) expect(added).toContainEqual(expect.objectContaining(row))
    for (const row of added) told.add(row.act)
  })

  afterAll(() => expect([...told].sort()).toEqual([...acts].sort()))
})
