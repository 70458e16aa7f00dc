import { AppError } from '@/lib/errors'
import type { Role, Viewer } from '@/lib/viewer'
import { createAccount, signIn } from '.'

/** The password of everybody whom `makePerson` makes. */
export const password = 'correct horse battery'

let made = 0

/** Somebody new with an account. */
export async function makePerson(role: Role): Promise<Viewer> {
  made += 1
  return createAccount({ email: `p${made}@example.org`, name: `Person ${made}`, password, role })
}

/** Signs in from an address of one's own. */
export function attempt(viewer: Viewer, given = password, address = `10.0.0.${made}`) {
  return signIn({ email: viewer.email, password: given, address, label: 'Firefox on Linux' })
}

/** The code with which something is refused; an error when it is not. */
export async function refused(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw new Error('Nothing was refused', { cause: error })
  return error.code
}
