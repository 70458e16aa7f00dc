import { config } from '@/lib/config'
import { database, inTransaction, isTaken, type Database } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { requireRole, type Viewer } from '@/lib/viewer'
import { record } from './audit'
import { now } from './moments'
import * as store from './store/linked-accounts'
import type { Identity } from './store/linked-accounts'
import { Refusal } from './refusals'
import { holdPerson } from './store/people'

/** Somebody another service vouches for, as it calls them. */
export type Vouched = Identity & { email: string; isEmailVerified: boolean; name: string }

/** The accounts elsewhere with which a person signs in, each with what people call its service. */
export async function listLinkedAccounts(
  viewer: Viewer | undefined,
): Promise<(store.LinkedAccount & { provider: string })[]> {
  const rows = await store.listLinkedAccountRows(database(), requireRole(viewer, 'reader').id)
  return rows.map((row) => ({ ...row, provider: providerName(row.issuer) }))
}

/**
 * Links an account elsewhere to one's own, because one asked for it while signed in; its e-mail address does not matter.
 * Linking it again changes nothing. Throws a `Refusal` when it opens another person's account.
 */
export async function linkAccount(viewer: Viewer | undefined, vouched: Vouched): Promise<void> {
  const actor = requireRole(viewer, 'reader')
  await inTransaction(async (db) => {
    const owner = await store.findLinkedPerson(db, vouched)
    if (owner?.id === actor.id) return
    if (owner) throw new Refusal('linked-already')
    await addLinkedAccount(db, actor, vouched)
  })
}

/** Unlinks an account elsewhere from one's own. Throws `conflict` when it is the only way in. */
export async function unlinkAccount(viewer: Viewer | undefined, { issuer, subject }: Identity): Promise<void> {
  const actor = requireRole(viewer, 'reader')
  await inTransaction(async (db) => {
    // Held first: two at once would each see the other's account as the way in that stays.
    const person = await holdPerson(db, actor.id)
    if (!(await store.deleteLinkedAccount(db, { issuer, subject, userId: actor.id }))) {
      throw new AppError('not-found', 'This account is not linked any more.')
    }
    const others = await store.listLinkedAccountRows(db, actor.id)
    if (!person?.passwordHash && others.length === 0) {
      throw new AppError('conflict', 'It is your only way in. Ask an admin for a link to set a password first.')
    }
    await record(db, actor, 'account.unlinked', `${actor.email} from ${providerName(issuer)}`)
  })
}

/** Links within a transaction that knows that it may. Throws a `Refusal` when another one was faster. */
export async function addLinkedAccount(db: Database, viewer: Viewer, vouched: Vouched): Promise<void> {
  const { issuer, subject, email, name } = vouched
  const link = { issuer, subject, userId: viewer.id, label: email || name, linkedAt: now() }
  try {
    await store.insertLinkedAccount(db, link)
  } catch (error) {
    if (isTaken(error)) throw new Refusal('linked-already')
    throw error
  }
  await record(db, viewer, 'account.linked', `${viewer.email} to ${providerName(issuer)}`)
}

/** What people call a service; its origin when it is not set up any more. */
export function providerName(issuer: string): string {
  return config().providers.find((provider) => provider.issuer === issuer)?.name ?? issuer
}
