import { config } from '@/lib/config'
import { inTransaction, type Database } from '@/lib/db'
import { toRole, type Role, type Viewer } from '@/lib/viewer'
import { record } from './audit'
import { addLinkedAccount, providerName, type Vouched } from './linked-accounts'
import { findLink, takeLink } from './links'
import { now } from './moments'
import { addAccount } from './new-account'
import { Refusal } from './refusals'
import { emailSchema, nameSchema } from './schema'
import { beginSession } from './sessions'
import { findLinkedPerson } from './store/linked-accounts'
import { takeInvitationOf } from './store/links'
import { findPersonByEmail, holdPerson } from './store/people'

/**
 * Signs in somebody another service vouches for: the person whose account is linked to it, else somebody new with a
 * verified e-mail address that was invited, or whose domain is listed. An address that has an account here is never
 * linked by itself. Throws a `Refusal` with the reason.
 */
export async function signInWith(
  vouched: Vouched,
  { invitation, label }: { invitation?: string | undefined; label: string },
): Promise<{ viewer: Viewer; sessionId: string }> {
  return inTransaction(async (db) => {
    const known = await findLinkedPerson(db, vouched)
    if (known && (await holdPerson(db, known.id))?.isDisabled !== false) throw new Refusal('closed')
    const viewer = known ?? (await welcome(db, vouched, invitation))
    await record(db, viewer, 'sign-in.accepted', `${viewer.email} by ${providerName(vouched.issuer)}`)
    const { id, name, email, role } = viewer
    return { viewer: { id, name, email, role }, sessionId: await beginSession(db, id, label) }
  })
}

async function welcome(db: Database, vouched: Vouched, invitation: string | undefined): Promise<Viewer> {
  const email = emailSchema.safeParse(vouched.email).data
  if (email === undefined || !vouched.isEmailVerified) throw new Refusal('unverified')
  if (await findPersonByEmail(db, email)) throw new Refusal('taken')
  const role = await roleFor(db, email, invitation)
  const viewer = await addAccount(db, { email, name: nameFor(vouched, email), role, passwordHash: null })
  await addLinkedAccount(db, viewer, vouched)
  return viewer
}

async function roleFor(db: Database, email: string, token: string | undefined): Promise<Role> {
  if (token !== undefined && !(await findLink(db, 'invitation', token))) throw new Refusal('gone')
  const invitation =
    token === undefined ? await takeInvitationOf(db, email, now()) : await takeLink(db, 'invitation', token)
  if (invitation?.email && invitation.email !== email) throw new Refusal('other-address')
  if (invitation) return toRole(invitation.role)
  if (config().signUpDomains.includes(email.slice(email.lastIndexOf('@') + 1))) return 'reader'
  throw new Refusal('not-invited')
}

// What another service calls somebody may not be a name here; it can be seen, and is in nobody's commits yet.
function nameFor({ name }: Vouched, email: string): string {
  const plain = name
    .replace(/[<>\p{Cc}]/gu, ' ')
    .trim()
    .slice(0, 80)
  return nameSchema.safeParse(plain).data ?? email.slice(0, email.indexOf('@'))
}
