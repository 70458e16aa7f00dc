import { database, inTransaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { requireRole, type Viewer } from '@/lib/viewer'
import { record } from './audit'
import { giveConfirmationsBack, takeConfirmation } from './limits'
import { now } from './moments'
import { hashPassword, isPassword } from './passwords'
import { removeAccount } from './people'
import { endSessionsOf } from './sessions'
import { listLinkedAccountRows } from './store/linked-accounts'
import { deleteLinks } from './store/links'
import { findPerson, holdPerson, updatePerson } from './store/people'
import { listSessionRows } from './store/sessions'
import { listAuditRowsOf } from './store/records'
import { listTokenRows } from './store/tokens'

/**
 * Changes one's own password and ends all of one's sessions, this one too. Throws `invalid` for a wrong password,
 * `rate-limited` for many, `conflict` when it was changed meanwhile.
 */
export async function changePassword(
  viewer: Viewer | undefined,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const actor = requireRole(viewer, 'reader')
  const compared = await requireOwnPassword(actor, { password: current, purpose: 'to change it' })
  const passwordHash = await hashPassword(next)
  await inTransaction(async (db) => {
    // A reset takes an account back from whoever knows its password: they must not undo it by being under way.
    if ((await holdPerson(db, actor.id))?.passwordHash !== compared) {
      throw new AppError('conflict', 'This password was changed meanwhile. Sign in with the new one.')
    }
    await updatePerson(db, actor.id, { passwordHash })
    await endSessionsOf(db, actor.id)
    await deleteLinks(db, { purpose: 'reset', userId: actor.id })
    await record(db, actor, 'password.changed', actor.email)
  })
}

/** Whether a person has a password; who came by another service may have none. */
export async function hasPassword(viewer: Viewer | undefined): Promise<boolean> {
  const person = await findPerson(database(), requireRole(viewer, 'reader').id)
  return Boolean(person?.passwordHash)
}

/**
 * Deletes one's own account, confirmed by the password, or by the e-mail address where there is none. Throws `invalid`
 * when that is wrong, `rate-limited` when it often is, `conflict` for the last admin.
 */
export async function deleteOwnAccount(viewer: Viewer | undefined, confirmation: string): Promise<void> {
  const actor = requireRole(viewer, 'reader')
  if (await hasPassword(actor)) {
    await requireOwnPassword(actor, { password: confirmation, purpose: 'to delete the account' })
  } else if (confirmation.trim().toLowerCase() !== actor.email) {
    throw new AppError('invalid', `Write ${actor.email}, the address of this account, to delete it.`)
  }
  await removeAccount(actor)
}

/** Everything that is kept about a person here, but for hashes; with the newest 1,000 lines of the audit log that they caused. */
export async function exportOwnData(viewer: Viewer | undefined): Promise<object> {
  const { id } = requireRole(viewer, 'reader')
  const person = await findPerson(database(), id)
  if (!person) throw new AppError('not-found', 'There is no such account any more.')
  const { email, name, role, createdAt } = person
  return {
    account: { id, email, name, role, createdAt },
    sessions: await listSessionRows(database(), id, now()),
    tokens: await listTokenRows(database(), id),
    linkedAccounts: await listLinkedAccountRows(database(), id),
    audit: await listAuditRowsOf(database(), id),
  }
}

/** Gives the hash that the password was compared with. */
async function requireOwnPassword(
  actor: Viewer,
  { password, purpose }: { password: string; purpose: string },
): Promise<string | null> {
  // Whoever found somebody's session open must not guess their password there.
  await takeConfirmation(actor)
  const person = await findPerson(database(), actor.id)
  if (person && (await isPassword(password, person.passwordHash))) {
    await giveConfirmationsBack(actor)
    return person.passwordHash
  }
  await record(database(), actor, 'password.refused', `${actor.email}, ${purpose}`)
  throw new AppError('invalid', 'This is not your present password.')
}
