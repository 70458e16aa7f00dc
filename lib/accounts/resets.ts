import { database, inTransaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { requireRole, type Viewer } from '@/lib/viewer'
import { record } from './audit'
import { findLink, makeLink, requireLink, takeLink } from './links'
import { hashPassword } from './passwords'
import { endSessionsOf } from './sessions'
import { deleteLinks } from './store/links'
import { findPerson, updatePerson } from './store/people'

/** Makes a link with which a person sets a new password, and ends earlier ones. For admins, and the command line. */
export async function makeResetLink(viewer: Viewer | undefined | 'command line', userId: string): Promise<string> {
  const actor = viewer === 'command line' ? viewer : requireRole(viewer, 'admin')
  return inTransaction(async (db) => {
    const person = await findPerson(db, userId)
    if (!person) throw new AppError('not-found', 'There is no such account any more.')
    await deleteLinks(db, { purpose: 'reset', userId })
    await record(db, actor, 'reset-link.made', person.email)
    return makeLink(db, 'reset', { userId, createdBy: actor === 'command line' ? undefined : actor.id })
  })
}

/** Whether a reset link can still be used. */
export async function isResetToken(token: string): Promise<boolean> {
  return (await findLink(database(), 'reset', token)) !== undefined
}

/** Sets a new password by a link, and signs the person out everywhere. Throws `not-found` for a used or old link. */
export async function resetPassword(token: string, password: string): Promise<void> {
  await requireLink(database(), 'reset', token)
  const passwordHash = await hashPassword(password)
  await inTransaction(async (db) => {
    const { user_id: userId } = await takeLink(db, 'reset', token)
    const person = userId === null ? undefined : await findPerson(db, userId)
    if (!person) throw new AppError('not-found', 'There is no such account any more.')
    await updatePerson(db, person.id, { passwordHash })
    await endSessionsOf(db, person.id)
    await record(db, person, 'password.reset', person.email)
  })
}
