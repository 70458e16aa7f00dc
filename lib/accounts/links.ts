import type { Database } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { inDays, now } from './moments'
import { hashOf, newId, newSecret } from './random'
import * as store from './store/links'

const daysOf = { setup: 365, invitation: 7, reset: 1 } as const

const gone = {
  setup: 'This set-up link has been used or replaced. The newest one stands in the server’s log.',
  invitation: 'This invitation has been used, withdrawn or is over a week old. Ask for a new one.',
  reset: 'This link has been used or is over a day old. Ask an admin for a new one.',
}

type Given = { email?: string | undefined; role?: string; userId?: string; createdBy?: string | undefined }

/** Makes a link that works once, and gives the token that stands in it; only its hash is kept. */
export async function makeLink(db: Database, purpose: store.Purpose, given: Given = {}): Promise<string> {
  const token = newSecret()
  await store.insertLink(db, {
    id: newId(),
    purpose,
    token_hash: hashOf(token),
    created_at: now(),
    expires_at: inDays(daysOf[purpose]),
    email: given.email ?? null,
    role: given.role ?? null,
    user_id: given.userId ?? null,
    created_by: given.createdBy ?? null,
  })
  return token
}

/** What an unused link is for; undefined when it has been used, withdrawn or has run out. */
export function findLink(db: Database, purpose: store.Purpose, token: string): Promise<store.LinkRow | undefined> {
  return store.findLink(db, { purpose, tokenHash: hashOf(token), at: now() })
}

/** Throws `not-found` for a link that cannot be used: before anything that takes long is done for it. */
export async function requireLink(db: Database, purpose: store.Purpose, token: string): Promise<void> {
  if (!(await findLink(db, purpose, token))) throw new AppError('not-found', gone[purpose])
}

/** Uses a link up within the transaction that does what it is for. Throws `not-found` when it cannot be used. */
export async function takeLink(db: Database, purpose: store.Purpose, token: string): Promise<store.LinkRow> {
  const link = await store.takeLink(db, { purpose, tokenHash: hashOf(token), at: now() })
  if (!link) throw new AppError('not-found', gone[purpose])
  return link
}
