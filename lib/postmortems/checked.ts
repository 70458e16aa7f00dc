import { AppError } from '@/lib/errors'
import { cleanIdentity } from '@/lib/git'
import { getDocument, getFirstAuthor } from '@/lib/library'
import { postmortemSchema } from '@/lib/library/schema'
import { today } from '@/lib/today'
import { hasRole, requireRole, type Viewer } from '@/lib/viewer'
import { requirePostmortem } from './actions'
import { changeSource } from './change-source'
import { fieldsOf } from './given-fields'
import { canCheck } from './policy'
import { reviseFile, type Revised } from './revise'
import type { Checked } from './schema'

const checksField = postmortemSchema.shape.checks
const mostChecks = 20

/**
 * Adds to a postmortem that somebody has checked it, and what, in one commit in their name. Whoever checks again adds a
 * line: what was seen before was seen then. The same sent twice adds one. Throws `unauthenticated`, `forbidden` for its
 * author, `not-found`, and `invalid` after twenty checks.
 */
export async function checkPostmortem(viewer: Viewer | undefined, { id, what }: Checked): Promise<Revised> {
  const person = requireRole(viewer, 'reader')
  const document = await requirePostmortem(id)
  if (!canCheck(person, { authorEmail: await getFirstAuthor(document) })) {
    throw new AppError('forbidden', 'You wrote this. Ask somebody else to check it: a second pair of eyes sees more.')
  }
  const by = cleanIdentity(person.name).slice(0, 80).trim() || 'A reader'
  const edit = (source: string) => {
    const before = checksField.parse(fieldsOf(source).checks)
    if (before.some((check) => check.by === by && check.what === what)) return source
    if (before.length >= mostChecks)
      throw new AppError('invalid', `It has been checked ${mostChecks} times; that will do.`)
    return changeSource(source, { fields: { checks: [...before, { by, on: today(), what }] } })
  }
  const message = `Check postmortem: ${document.title}\n\n${by} checked: ${what}`
  return reviseFile(person, { document, message, edit })
}

/** Whether a viewer may say that they have checked a postmortem. */
export async function mayCheck(viewer: Viewer | undefined, id: string): Promise<boolean> {
  const document = hasRole(viewer, 'reader') ? await getDocument({ id }) : undefined
  if (document?.kind !== 'postmortem') return false
  return canCheck(viewer, { authorEmail: await getFirstAuthor(document) })
}
