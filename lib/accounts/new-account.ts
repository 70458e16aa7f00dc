import { isTaken, type Database } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { Role, Viewer } from '@/lib/viewer'
import { record, type Actor } from './audit'
import { now } from './moments'
import { newId } from './random'
import { insertPerson } from './store/people'

/**
 * Makes an account within a transaction; `by` when it is not its owner who does. Throws `conflict` when the e-mail
 * address has one already.
 */
export async function addAccount(
  db: Database,
  person: { email: string; name: string; role: Role; passwordHash: string | null; by?: Actor },
): Promise<Viewer> {
  const { email, name, role, passwordHash, by } = person
  const id = newId()
  try {
    await insertPerson(db, { id, email, name, role, passwordHash, createdAt: now() })
  } catch (error) {
    if (!isTaken(error)) throw error
    throw new AppError(
      'conflict',
      `There is an account for ${email} already. Sign in with it, or ask for a reset link.`,
    )
  }
  await record(db, by ?? { id, name }, 'account.created', `${email} as ${role}`)
  return { id, email, name, role }
}
