import { database, inTransaction, lockPerson, toColumn } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { getDocument } from '@/lib/library'
import { requireRole, type Viewer } from '@/lib/viewer'
import { takeSave } from './limits'
import type { SentCode } from './code-schema'
import { codeLimits, type CodeVersion } from './code-version'
import * as store from './store'

/** What came of a save: the version that holds the code now. */
export type SavedCode = Omit<CodeVersion, 'code'>

/**
 * One's versions of a toy problem, newest first; they are shown to nobody else. Throws `unauthenticated`, and `not-found`
 * where there is no such problem.
 */
export async function listCode(viewer: Viewer | undefined, documentId: string): Promise<CodeVersion[]> {
  const { id: userId } = requireRole(viewer, 'reader')
  await requireToyProblem(documentId)
  return store.listVersions(database(), { userId, documentId })
}

/**
 * Keeps one's code of a toy problem as its newest version, and the 20 newest in all. Code that is the newest already adds
 * none, so that a save may be sent again; what its checks said is kept with it then. Throws `unauthenticated`,
 * `not-found` where there is no such problem, `too-large` over 64 KB, and `rate-limited`.
 */
export async function saveCode(
  viewer: Viewer | undefined,
  { documentId, ...sent }: SentCode & { documentId: string },
): Promise<SavedCode> {
  const person = requireRole(viewer, 'reader')
  await takeSave(person)
  await requireToyProblem(documentId)
  const code = requireSize(toColumn(sent.code))
  const of = { userId: person.id, documentId }
  return inTransaction(async (db) => {
    if (!(await lockPerson(db, of.userId))) {
      throw new AppError('unauthenticated', 'This account is not there any more.')
    }
    const newest = await store.findNewest(db, of)
    if (newest?.code === code) {
      const { number, savedAt } = newest
      const checks = sent.checks ?? newest.checks
      if (sent.checks) await store.putChecks(db, { ...of, number, checks: sent.checks })
      return { number, savedAt, ...(checks && { checks }) }
    }
    const saved = {
      number: (newest?.number ?? 0) + 1,
      savedAt: new Date().toISOString(),
      ...(sent.checks && { checks: sent.checks }),
    }
    await store.insertVersion(db, of, { ...saved, code })
    await store.deleteUpTo(db, { ...of, number: saved.number - codeLimits.versions })
    return saved
  })
}

/** All code of a person with the problem of each version, for the export of what is kept about them. */
export async function listOwnCode(viewer: Viewer | undefined): Promise<(CodeVersion & { documentId: string })[]> {
  return store.listAllVersions(database(), requireRole(viewer, 'reader').id)
}

function requireSize(plain: string): string {
  if (Buffer.byteLength(plain) <= codeLimits.bytes) return plain
  throw new AppError('too-large', 'Code of a toy problem has at most 64 KB. Shorten it; it is kept in this browser.')
}

async function requireToyProblem(id: string): Promise<void> {
  if ((await getDocument({ id }))?.kind === 'toy-problem') return
  throw new AppError('not-found', 'There is no toy problem with this id.')
}
