import { database, inTransaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { hasRole, requireRole, type Role, type Viewer } from '@/lib/viewer'
import { record, type Actor } from './audit'
import { minutesAgo, now } from './moments'
import { hashOf, newId, newSecret } from './random'
import type { Scope } from './schema'
import type { Person } from './store/people'
import * as store from './store/tokens'

// Lets people and secret scanners know what they have found.
const prefix = 'twelvefold_'

type NewToken = { name: string; scope: Scope }

/** Makes a token for one's programs, and gives it: it is shown this once. Publishing takes the role of a writer. */
export async function createToken(viewer: Viewer | undefined, given: NewToken): Promise<string> {
  const actor = requireRole(viewer, roleFor(given.scope))
  return makeToken(actor, { ...given, owner: actor })
}

/** The same for somebody else's programs. For the command line. Throws `conflict` for a closed account. */
export async function createTokenFor(owner: Person, given: NewToken): Promise<string> {
  const { email, role, isDisabled } = owner
  if (isDisabled) {
    throw new AppError('conflict', `The account of ${email} is closed: npm run admin -- enable --email ${email}`)
  }
  const needed = roleFor(given.scope)
  if (!hasRole(owner, needed)) {
    throw new AppError('forbidden', `A token to ${given.scope} takes the role of ${needed}; ${email} is a ${role}.`)
  }
  return makeToken('command line', { ...given, owner })
}

function roleFor(scope: Scope): Role {
  return scope === 'publish' ? 'writer' : 'reader'
}

async function makeToken(by: Actor, { name, scope, owner }: NewToken & { owner: Viewer }): Promise<string> {
  const token = prefix + newSecret()
  await inTransaction(async (db) => {
    const row = { id: newId(), userId: owner.id, name, scope, tokenHash: hashOf(token), createdAt: now() }
    await store.insertToken(db, row)
    await record(db, by, 'token.made', `${name}, to ${scope}, for ${owner.email}`)
  })
  return token
}

/** One's tokens, newest first. */
export async function listTokens(viewer: Viewer | undefined): Promise<store.TokenRow[]> {
  return store.listTokenRows(database(), requireRole(viewer, 'reader').id)
}

/** Ends one of one's tokens, at once. Throws `not-found` for another person's. */
export async function revokeToken(viewer: Viewer | undefined, id: string): Promise<void> {
  const actor = requireRole(viewer, 'reader')
  await inTransaction(async (db) => {
    const revoked = await store.deleteTokens(db, { userId: actor.id, id })
    if (revoked === 0) throw new AppError('not-found', 'This token has been revoked already.')
    await record(db, actor, 'token.revoked', id)
  })
}

/** Who a token acts for, as they are now; undefined when it is unknown, revoked, or its scope does not suffice. */
export async function viewerOfToken(token: string, needed: Scope): Promise<Viewer | undefined> {
  if (!token.startsWith(prefix)) return undefined
  const found = await store.findToken(database(), hashOf(token))
  if (!found || (needed === 'publish' && found.scope !== 'publish')) return undefined
  const before = minutesAgo(1)
  if (!found.lastUsedAt || found.lastUsedAt < before) {
    await store.touchToken(database(), { id: found.id, at: now(), before })
  }
  const { id, name, email, role } = found.person
  return { id, name, email, role }
}
