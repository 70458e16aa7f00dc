import { database, inTransaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/viewer'
import { putSite } from './access'
import { record } from './audit'
import { findLink, makeLink, requireLink, takeLink } from './links'
import { addAccount } from './new-account'
import { hashPassword } from './passwords'
import type { SetUp } from './schema'
import { beginSession } from './sessions'
import { deleteLinks } from './store/links'
import { hasPeople } from './store/people'

/** While nobody has an account: a new one-time token for the set-up, which ends every earlier one; else undefined. */
export async function openSetUp(by: 'server' | 'command line' = 'server'): Promise<string | undefined> {
  return inTransaction(async (db) => {
    if (await hasPeople(db)) return undefined
    const ended = await deleteLinks(db, { purpose: 'setup' })
    await record(db, by, 'set-up-link.made', ended > 0 ? 'in the place of the one before' : 'the first')
    return makeLink(db, 'setup')
  })
}

/** Whether a token opens the set-up. */
export async function isSetUpToken(token: string): Promise<boolean> {
  return (await findLink(database(), 'setup', token)) !== undefined && !(await hasPeople(database()))
}

/**
 * Makes the first admin, names the site and decides who may read, all at once or not at all, and signs the admin in.
 * What the environment decides stays. `prepare` is run before it holds: when it throws, nothing has been set up and the
 * link is still good; it may be run again. Throws `not-found` when the token has been used or replaced, or somebody has
 * an account already.
 */
export async function setUpSite(
  token: string,
  { email, name, password, siteName, access }: Omit<SetUp, 'content'>,
  { label, prepare }: { label: string; prepare?: (() => Promise<void>) | undefined },
): Promise<{ viewer: Viewer; sessionId: string }> {
  await requireLink(database(), 'setup', token)
  const passwordHash = await hashPassword(password)
  return inTransaction(async (db) => {
    await takeLink(db, 'setup', token)
    if (await hasPeople(db)) throw new AppError('not-found', 'This site has been set up already. Sign in.')
    const viewer = await addAccount(db, { email, name, role: 'admin', passwordHash })
    const words = await putSite(db, { siteName, access })
    await record(db, viewer, 'site.set-up', words || 'as the environment says')
    const sessionId = await beginSession(db, viewer.id, label)
    await prepare?.()
    return { viewer, sessionId }
  })
}
