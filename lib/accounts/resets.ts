import { database, inTransaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { actAsAdmin, requireAdmin, type Caller } from './admins'
import { record } from './audit'
import { forgetRefusals } from './limits'
import { findLink, makeLink, requireLink, takeLink } from './links'
import { hashPassword } from './passwords'
import { endSessionsOf } from './sessions'
import { deleteLinkedAccountsOf } from './store/linked-accounts'
import { deleteLinks } from './store/links'
import { findPerson, updatePerson } from './store/people'
import { deleteTokens } from './store/tokens'

/** Makes a link with which a person sets a new password, and ends earlier ones. For admins, and the command line. */
export async function makeResetLink(viewer: Caller, userId: string): Promise<string> {
  const actor = requireAdmin(viewer)
  return inTransaction(async (db) => {
    await actAsAdmin(db, actor)
    const person = await findPerson(db, userId)
    if (!person) throw new AppError('not-found', 'There is no such account any more.')
    await deleteLinks(db, { purpose: 'reset', userId })
    await record(db, actor, 'reset-link.made', person.email)
    return makeLink(db, 'reset', { userId, createdBy: typeof actor === 'string' ? undefined : actor.id })
  })
}

/** Whether a reset link can still be used. */
export async function isResetToken(token: string): Promise<boolean> {
  return (await findLink(database(), 'reset', token)) !== undefined
}

/**
 * Sets a new password by a link, and takes the account back with it: it ends the person's sessions and tokens, and, where
 * there was a password before, the accounts elsewhere that open it; whoever found a session open may have made them. Who
 * was locked out at this address may sign in from there. Throws `not-found` for a used or old link.
 */
export async function resetPassword(token: string, password: string, address?: string): Promise<void> {
  await requireLink(database(), 'reset', token)
  const passwordHash = await hashPassword(password)
  const { email } = await inTransaction(async (db) => {
    const { user_id: userId } = await takeLink(db, 'reset', token)
    const person = userId === null ? undefined : await findPerson(db, userId)
    if (!person) throw new AppError('not-found', 'There is no such account any more.')
    await updatePerson(db, person.id, { passwordHash })
    await endSessionsOf(db, person.id)
    await deleteTokens(db, { userId: person.id })
    // Who has come by another service alone asks for a first password, and keeps that way in.
    if (person.passwordHash) await deleteLinkedAccountsOf(db, person.id)
    await deleteLinks(db, { purpose: 'reset', userId: person.id })
    await record(db, person, 'password.reset', person.email)
    return person
  })
  await forgetRefusals(email, address)
}
