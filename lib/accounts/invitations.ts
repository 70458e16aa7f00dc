import { database, inTransaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { requireRole, toRole, type Role, type Viewer } from '@/lib/viewer'
import { record } from './audit'
import { findLink, makeLink, requireLink, takeLink } from './links'
import { now } from './moments'
import { addAccount } from './new-account'
import { hashPassword } from './passwords'
import type { NewPerson } from './schema'
import { beginSession } from './sessions'
import { deleteLinks, listOpenLinks, type LinkRow } from './store/links'

/** An invitation that nobody has taken up yet; without an address it is for whoever has the link. */
export type Invitation = { id: string; email: string | undefined; role: Role; expiresAt: string }

/** Makes an invitation and gives the token of its link. For admins, and the command line. */
export async function invite(
  viewer: Viewer | undefined | 'command line',
  { email, role }: { email?: string | undefined; role: Role },
): Promise<string> {
  const actor = viewer === 'command line' ? viewer : requireRole(viewer, 'admin')
  return inTransaction(async (db) => {
    const createdBy = actor === 'command line' ? undefined : actor.id
    await record(db, actor, 'invitation.made', `${email ?? 'whoever has the link'} as ${role}`)
    return makeLink(db, 'invitation', { email, role, createdBy })
  })
}

/** What an invitation offers; undefined when it has been used, withdrawn or has run out. */
export async function getInvitation(token: string): Promise<Invitation | undefined> {
  const link = await findLink(database(), 'invitation', token)
  return link && linkToInvitation(link)
}

/** Invitations that are still open, newest first. For admins. */
export async function listInvitations(viewer: Viewer | undefined): Promise<Invitation[]> {
  requireRole(viewer, 'admin')
  return (await listOpenLinks(database(), 'invitation', now())).map(linkToInvitation)
}

/** Takes an invitation back. For admins. */
export async function withdrawInvitation(viewer: Viewer | undefined, id: string): Promise<void> {
  const actor = requireRole(viewer, 'admin')
  await inTransaction(async (db) => {
    const withdrawn = await deleteLinks(db, { purpose: 'invitation', id })
    if (withdrawn === 0) throw new AppError('not-found', 'This invitation has been used or withdrawn already.')
    await record(db, actor, 'invitation.withdrawn', id)
  })
}

/**
 * Makes the account that an invitation offers, and signs in. Throws `not-found` for a used or old invitation,
 * `invalid` for another address than the invited one, `conflict` for an address that has an account.
 */
export async function acceptInvitation(
  token: string,
  { email, name, password }: NewPerson,
  label: string,
): Promise<{ viewer: Viewer; sessionId: string }> {
  await requireLink(database(), 'invitation', token)
  const passwordHash = await hashPassword(password)
  return inTransaction(async (db) => {
    const { email: invited, role } = linkToInvitation(await takeLink(db, 'invitation', token))
    if (invited !== undefined && invited !== email) {
      throw new AppError(
        'invalid',
        `This invitation is for ${invited}. Use that address, or ask for another invitation.`,
      )
    }
    const viewer = await addAccount(db, { email, name, role, passwordHash })
    await record(db, viewer, 'invitation.accepted', `${email} as ${role}`)
    return { viewer, sessionId: await beginSession(db, viewer.id, label) }
  })
}

function linkToInvitation({ id, email, role, expires_at }: LinkRow): Invitation {
  return { id, email: email ?? undefined, role: toRole(role), expiresAt: expires_at }
}
