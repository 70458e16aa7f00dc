import { database, type Database } from '@/lib/db'
import { requireRole, type Viewer } from '@/lib/viewer'
import { now } from './moments'
import { newId } from './random'
import { insertAudit, listAuditRows, type AuditEntry } from './store/records'

/** What is written down, in words that stay. */
export const acts = [
  'account.created',
  'account.deleted',
  'account.disabled',
  'account.enabled',
  'account.linked',
  'account.unlinked',
  'invitation.accepted',
  'invitation.made',
  'invitation.withdrawn',
  'password.changed',
  'password.limited',
  'password.refused',
  'password.reset',
  'reset-link.made',
  'role.changed',
  'session.ended',
  'set-up-link.made',
  'sign-in.accepted',
  'sign-in.limited',
  'sign-in.refused',
  'sign-out.everywhere',
  'site.changed',
  'site.set-up',
  'token.made',
  'token.revoked',
] as const

export type Act = (typeof acts)[number]

/** Who does it: a person, or the server and the command line, which have no account. */
export type Actor = Pick<Viewer, 'id' | 'name'> | 'server' | 'command line' | 'somebody'

const perPage = 50

/** Adds a line to the audit log; in the transaction of what it tells of, so that neither is there without the other. */
export async function record(db: Database, actor: Actor, act: Act, subject: string): Promise<void> {
  const who = typeof actor === 'string' ? { actorId: null, actor } : { actorId: actor.id, actor: actor.name }
  await insertAudit(db, { id: newId(), at: now(), ...who, act, subject: subject.slice(0, 300) })
}

/** A page of the audit log for an admin, newest first, and whether there are older ones. */
export async function listAudit(
  viewer: Viewer | undefined,
  page: number,
): Promise<{ entries: AuditEntry[]; hasMore: boolean }> {
  requireRole(viewer, 'admin')
  const rows = await listAuditRows(database(), { limit: perPage + 1, offset: (page - 1) * perPage })
  return { entries: rows.slice(0, perPage), hasMore: rows.length > perPage }
}
