import type { Database } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { requireRole, type Viewer } from '@/lib/viewer'
import type { Actor } from './audit'
import { countActiveAdmins, findPerson } from './store/people'
import { putSetting } from './store/records'

/** Who acts as an admin: somebody signed in, or the command line. */
export type Caller = Viewer | undefined | 'command line'

/** The one who acts, if they may decide about people; throws `unauthenticated` or `forbidden`. */
export function requireAdmin(caller: Caller): Actor {
  return caller === 'command line' ? caller : requireRole(caller, 'admin')
}

/**
 * Lets one admin's act happen at a time, within its transaction, and looks again whether they still are one: a request
 * may be under way when the role is lost. Two admins who demote each other at once would leave none.
 */
export async function actAsAdmin(db: Database, actor: Actor): Promise<void> {
  await putSetting(db, 'admins-changed-by', String(process.pid))
  if (typeof actor === 'string') return
  const person = await findPerson(db, actor.id)
  requireRole(person?.isDisabled ? undefined : person, 'admin')
}

/** Throws `conflict` when a change within a transaction leaves no admin who could sign in. */
export async function requireAnAdmin(db: Database): Promise<void> {
  if ((await countActiveAdmins(db)) > 0) return
  throw new AppError('conflict', 'Nobody would be left to decide about people. Make somebody else an admin first.')
}
