import { config } from '@/lib/config'
import { database, inTransaction, type Database } from '@/lib/db'
import { toRole, type Viewer } from '@/lib/viewer'
import { record } from './audit'
import type { Intent } from './intent'
import { addLinkedAccount, linkAccount, providerName, type Vouched } from './linked-accounts'
import { findLink, takeLink } from './links'
import { now } from './moments'
import { addAccount } from './new-account'
import { Refusal } from './refusals'
import { emailSchema, nameSchema } from './schema'
import { beginSession } from './sessions'
import { findLinkedPerson } from './store/linked-accounts'
import { takeInvitationOf, type LinkRow } from './store/links'
import { findPersonByEmail, holdPerson } from './store/people'

/** Who is signed in where another service leads back to, and by which browser. */
type Here = { viewer: Viewer | undefined; sessionId: string | undefined; label: string }

/**
 * Does what somebody came back for with what another service says about them: links the account there, or signs in
 * and gives the session. Throws a `Refusal` with the reason, which is written down.
 */
export async function enter(vouched: Vouched, intent: Intent, here: Here): Promise<{ sessionId?: string }> {
  try {
    if (intent.purpose === 'link') {
      // Whoever asked for it must still be signed in here: the cookie alone could be another person's.
      if (!here.viewer || here.sessionId !== intent.sessionId) throw new Refusal('failed')
      await linkAccount(here.viewer, vouched)
      return {}
    }
    const invitation = intent.purpose === 'invitation' ? intent.token : undefined
    const { sessionId } = await signInWith(vouched, { invitation, label: here.label })
    return { sessionId }
  } catch (error) {
    if (error instanceof Refusal) {
      const subject = `${vouched.email || vouched.subject} by ${providerName(vouched.issuer)}, ${intent.purpose}: ${error.reason}`
      await record(database(), here.viewer ?? 'somebody', 'sign-in.refused', subject)
    }
    throw error
  }
}

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

async function welcome(db: Database, vouched: Vouched, token: string | undefined): Promise<Viewer> {
  const email = emailSchema.safeParse(vouched.email).data
  if (email === undefined || !vouched.isEmailVerified) throw new Refusal('unverified')
  if (await findPersonByEmail(db, email)) throw new Refusal('taken')
  const invitation = await invitationFor(db, email, token)
  const role = invitation ? toRole(invitation.role) : 'reader'
  const viewer = await addAccount(db, { email, name: nameFor(vouched, email), role, passwordHash: null })
  if (invitation) await record(db, viewer, 'invitation.accepted', `${email} as ${role}`)
  await addLinkedAccount(db, viewer, vouched)
  return viewer
}

/** The invitation that lets somebody in, used up; undefined when their domain does. Throws a `Refusal` for neither. */
async function invitationFor(db: Database, email: string, token: string | undefined): Promise<LinkRow | undefined> {
  if (token !== undefined && !(await findLink(db, 'invitation', token))) throw new Refusal('gone')
  const invitation =
    token === undefined ? await takeInvitationOf(db, email, now()) : await takeLink(db, 'invitation', token)
  if (invitation?.email && invitation.email !== email) throw new Refusal('other-address')
  if (invitation || config().signUpDomains.includes(email.slice(email.lastIndexOf('@') + 1))) return invitation
  throw new Refusal('not-invited')
}

// What another service calls somebody may not be a name here; it can be seen, and is in nobody's commits yet.
function nameFor({ name }: Vouched, email: string): string {
  const plain = name
    .replace(/[<>\p{Cc}]/gu, ' ')
    .trim()
    .slice(0, 80)
  // An address is never a name that the site keeps for itself, as what stands before its sign may be.
  const names = [plain, email.slice(0, email.indexOf('@')), email.slice(0, 80)]
  return names.flatMap((one) => nameSchema.safeParse(one).data ?? [])[0] ?? email
}
