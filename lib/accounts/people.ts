import { database, inTransaction, type Database } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { Role, Viewer } from '@/lib/viewer'
import { actAsAdmin, requireAdmin, requireAnAdmin, type Caller } from './admins'
import { record, type Actor } from './audit'
import { addAccount } from './new-account'
import { hashPassword } from './passwords'
import type { NewPerson } from './schema'
import { endSessionsOf } from './sessions'
import * as store from './store/people'
import { deleteLinks } from './store/links'
import { deleteTokens } from './store/tokens'

export type { Person } from './store/people'

/** Everybody with an account, by name. For admins, and the command line. */
export async function listPeople(caller: Caller): Promise<store.Person[]> {
  requireAdmin(caller)
  return store.listPeopleRows(database())
}

/** The account of an e-mail address. For the command line. */
export async function requirePerson(email: string): Promise<store.Person> {
  const person = await store.findPersonByEmail(database(), email)
  if (!person) throw new AppError('not-found', `There is no account for ${email}. npm run admin -- list shows all.`)
  return person
}

/** Makes an account without an invitation. For the command line. */
export async function createAccount({ email, name, password, role }: NewPerson & { role: Role }): Promise<Viewer> {
  const passwordHash = await hashPassword(password)
  return inTransaction((db) => addAccount(db, { email, name, role, passwordHash, by: 'command line' }))
}

/** Gives a person another role, and signs them out everywhere; the same role changes nothing. Throws `conflict` for the last admin. */
export async function changeRole(caller: Caller, { userId, role }: { userId: string; role: Role }): Promise<void> {
  await changePerson(caller, userId, async (db, actor, person) => {
    if (person.role === role) return false
    await store.updatePerson(db, userId, { role })
    await record(db, actor, 'role.changed', `${person.email} from ${person.role} to ${role}`)
    return true
  })
}

/** Closes an account or opens it again; closing ends its sessions and tokens for good. Throws `conflict` for the last admin. */
export async function setDisabled(
  caller: Caller,
  { userId, isDisabled }: { userId: string; isDisabled: boolean },
): Promise<void> {
  await changePerson(caller, userId, async (db, actor, person) => {
    if (person.isDisabled === isDisabled) return false
    await store.updatePerson(db, userId, { isDisabled })
    // At opening too: an older version let those of a closed account lie.
    await deleteTokens(db, { userId })
    await record(db, actor, isDisabled ? 'account.disabled' : 'account.enabled', person.email)
    return true
  })
}

/** Deletes an account and all that hangs on it; what the person wrote stays in git under their name. */
export async function removeAccount(viewer: Viewer): Promise<void> {
  await inTransaction(async (db) => {
    await actAsAdmin(db, 'server')
    await endLinksOf(db, viewer.id)
    await store.deletePerson(db, viewer.id)
    await record(db, viewer, 'account.deleted', viewer.email)
    await requireAnAdmin(db)
  })
}

async function changePerson(
  caller: Caller,
  userId: string,
  change: (db: Database, actor: Actor, person: store.Person) => Promise<boolean>,
): Promise<void> {
  const actor = requireAdmin(caller)
  await inTransaction(async (db) => {
    await actAsAdmin(db, actor)
    const person = await store.findPerson(db, userId)
    if (!person) throw new AppError('not-found', 'There is no such account any more.')
    if (!(await change(db, actor, person))) return
    await endSessionsOf(db, userId)
    const now = await store.findPerson(db, userId)
    if (now?.role !== 'admin' || now.isDisabled) await endLinksOf(db, userId)
    await requireAnAdmin(db)
  })
}

// What somebody handed out as an admin, or got handed, is worth no more than their account.
async function endLinksOf(db: Database, userId: string): Promise<void> {
  await deleteLinks(db, { purpose: 'invitation', createdBy: userId })
  await deleteLinks(db, { purpose: 'reset', createdBy: userId })
  await deleteLinks(db, { purpose: 'reset', userId })
}
