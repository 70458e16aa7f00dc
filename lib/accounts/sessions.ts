import { database, inTransaction, type Database } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { requireRole, type Viewer } from '@/lib/viewer'
import { actAsAdmin } from './admins'
import { record } from './audit'
import { inDays, minutesAgo, now } from './moments'
import { newId } from './random'
import * as store from './store/sessions'
import { findPerson } from './store/people'

const sessionDays = 30

/** One place where a person is signed in; `isCurrent` marks the one that asks. */
export type Session = store.SessionRow & { isCurrent: boolean }

/** Begins a session and gives its id, which the signed cookie carries; without the row the cookie is worth nothing. */
export async function beginSession(db: Database, userId: string, label: string): Promise<string> {
  const id = newId()
  await store.deleteExpiredSessions(db, now())
  await store.insertSession(db, { id, userId, label, createdAt: now(), expiresAt: inDays(sessionDays) })
  return id
}

/** Who a session belongs to, as they are now; undefined when it has ended, or its account is closed. */
export async function viewerOfSession(sessionId: string): Promise<Viewer | undefined> {
  const found = await store.findSession(database(), sessionId, now())
  if (!found) return undefined
  const before = minutesAgo(1)
  if (found.lastSeenAt < before) await store.touchSession(database(), { id: sessionId, at: now(), before })
  const { id, name, email, role } = found.person
  return { id, name, email, role }
}

/** Where a person is signed in. */
export async function listSessions(viewer: Viewer | undefined, currentId: string | undefined): Promise<Session[]> {
  const { id } = requireRole(viewer, 'reader')
  const rows = await store.listSessionRows(database(), id, now())
  return rows.map((row) => ({ ...row, isCurrent: row.id === currentId }))
}

/** Ends one of a person's own sessions, at once. Throws `not-found` for another person's. */
export async function endSession(viewer: Viewer | undefined, sessionId: string): Promise<void> {
  const actor = requireRole(viewer, 'reader')
  await inTransaction(async (db) => {
    const ended = await store.deleteSessions(db, { userId: actor.id, id: sessionId })
    if (ended === 0) throw new AppError('not-found', 'This session has ended already.')
    await record(db, actor, 'session.ended', actor.email)
  })
}

/** Ends the session that a cookie carries: its person has signed out. */
export async function endSessionById(sessionId: string): Promise<void> {
  const viewer = await viewerOfSession(sessionId)
  if (viewer) await endSession(viewer, sessionId)
}

/** Signs a person out on all devices, at once: oneself, or as an admin anybody. */
export async function signOutEverywhere(viewer: Viewer | undefined, userId: string): Promise<void> {
  const actor = requireRole(viewer, viewer?.id === userId ? 'reader' : 'admin')
  await inTransaction(async (db) => {
    if (actor.id !== userId) await actAsAdmin(db, actor)
    const person = await findPerson(db, userId)
    if (!person) throw new AppError('not-found', 'There is no such account any more.')
    await endSessionsOf(db, userId)
    await record(db, actor, 'sign-out.everywhere', person.email)
  })
}

/** Ends every session of a person, within a transaction that changes what they may do. */
export async function endSessionsOf(db: Database, userId: string): Promise<void> {
  await store.deleteSessions(db, { userId })
}
