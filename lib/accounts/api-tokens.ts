import { database, inTransaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { requireRole, type Viewer } from '@/lib/viewer'
import { record } from './audit'
import { minutesAgo, now } from './moments'
import { hashOf, newId, newSecret } from './random'
import type { Scope } from './schema'
import * as store from './store/tokens'

// Lets people and secret scanners know what they have found.
const prefix = 'twelvefold_'

/** Makes a token for one's programs, and gives it: it is shown this once. Publishing takes the role of a writer. */
export async function createToken(
  viewer: Viewer | undefined,
  { name, scope }: { name: string; scope: Scope },
): Promise<string> {
  const actor = requireRole(viewer, scope === 'publish' ? 'writer' : 'reader')
  const token = prefix + newSecret()
  await inTransaction(async (db) => {
    const row = { id: newId(), userId: actor.id, name, scope, tokenHash: hashOf(token), createdAt: now() }
    await store.insertToken(db, row)
    await record(db, actor, 'token.made', `${name}, to ${scope}, for ${actor.email}`)
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
    const revoked = await store.deleteToken(db, { userId: actor.id, id })
    if (!revoked) throw new AppError('not-found', 'This token has been revoked already.')
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
