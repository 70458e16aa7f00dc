import { database, inTransaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/viewer'
import { record } from './audit'
import { giveTurnBack, takeTurn } from './limits'
import { hashPassword, isOutdated, isPassword } from './passwords'
import { emailSchema } from './schema'
import { beginSession } from './sessions'
import { findPersonByEmail, holdPerson, updatePerson } from './store/people'

/** What a sign-in comes with; the address is the caller's, the label the browser in words. */
export type Attempt = { email: string; password: string; address: string; label: string }

/**
 * Signs a person in and gives the session's id. Throws `unauthenticated` for a wrong password, an unknown account
 * and a closed one alike, in the same time; `rate-limited` after too many refusals; `unavailable` in a flood.
 */
export async function signIn({
  email: given,
  password,
  address,
  label,
}: Attempt): Promise<{ viewer: Viewer; sessionId: string }> {
  const email = emailSchema.safeParse(given).data ?? ''
  await takeTurn({ email, address })
  const person = await findPersonByEmail(database(), email)
  const matches = await isPassword(password.slice(0, 200), person?.passwordHash)
  if (!person || !matches || person.isDisabled) {
    await record(database(), 'somebody', 'sign-in.refused', `${email || 'no address'} from ${address}`)
    throw refusal()
  }
  await giveTurnBack({ email, address })
  const renewed = isOutdated(person.passwordHash ?? '') ? await hashPassword(password) : undefined
  return inTransaction(async (db) => {
    // The account may have been closed, or its password changed, while this one was compared.
    const held = await holdPerson(db, person.id)
    if (!held || held.isDisabled || held.passwordHash !== person.passwordHash) throw refusal()
    if (renewed) await updatePerson(db, person.id, { passwordHash: renewed })
    await record(db, person, 'sign-in.accepted', `${email} from ${address}`)
    const { id, name, role } = person
    return { viewer: { id, name, email, role }, sessionId: await beginSession(db, person.id, label) }
  })
}

function refusal(): AppError {
  return new AppError('unauthenticated', 'This e-mail address and password do not belong together.')
}
