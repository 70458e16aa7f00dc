import { AppError } from '@/lib/errors'
import { getDocument, getWithdrawn } from '@/lib/library'
import { today } from '@/lib/today'
import { requireRole, type Viewer } from '@/lib/viewer'
import { changeSource } from './change-source'
import { fieldsOf } from './given-fields'
import { reviseFile, type Revised } from './revise'
import type { Withdrawal } from './schema'

/**
 * Takes a postmortem out of lists, search and feeds, in a commit; its address says when and why, and its file stays.
 * One that is withdrawn already stays so, with the reason it has. Throws `forbidden` for anybody but admins, and
 * `not-found`.
 */
export async function withdrawPostmortem(viewer: Viewer | undefined, { id, why }: Withdrawal): Promise<Revised> {
  const admin = requireRole(viewer, 'admin')
  const document = await requireEither(id)
  const edit = (source: string) =>
    isWithdrawn(source) ? source : changeSource(source, { fields: { withdrawn: { on: today(), why } } })
  return reviseFile(admin, { document, message: `Withdraw postmortem: ${document.title}\n\n${why}`, edit })
}

/** Publishes a withdrawn postmortem again. Throws `forbidden` for anybody but admins, and `not-found`. */
export async function reinstatePostmortem(viewer: Viewer | undefined, id: string): Promise<Revised> {
  const admin = requireRole(viewer, 'admin')
  const document = await requireEither(id)
  const edit = (source: string) => changeSource(source, { fields: { withdrawn: undefined } })
  return reviseFile(admin, { document, message: `Publish postmortem again: ${document.title}`, edit })
}

async function requireEither(id: string) {
  const document = (await getDocument({ id })) ?? (await getWithdrawn(id))
  if (document?.kind === 'postmortem') return document
  throw new AppError('not-found', 'This postmortem is not here any more.')
}

function isWithdrawn(source: string): boolean {
  return fieldsOf(source).withdrawn !== undefined
}
