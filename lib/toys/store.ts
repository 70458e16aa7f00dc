import type { Selectable } from 'kysely'
import type { Database, ToyCodeTable } from '@/lib/db'
import type { ChecksResult, CodeVersion } from './code-version'

type Of = { userId: string; documentId: string }

/** One's versions of a problem, newest first. */
export async function listVersions(db: Database, { userId, documentId }: Of): Promise<CodeVersion[]> {
  const rows = await db
    .selectFrom('toy_code')
    .selectAll()
    .where('user_id', '=', userId)
    .where('document_id', '=', documentId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(rowToVersion)
}

/** One's versions of every problem, with the problem of each, newest first. */
export async function listAllVersions(db: Database, userId: string): Promise<(CodeVersion & { documentId: string })[]> {
  const rows = await db
    .selectFrom('toy_code')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('document_id')
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({ documentId: row.document_id, ...rowToVersion(row) }))
}

export async function findNewest(db: Database, { userId, documentId }: Of): Promise<CodeVersion | undefined> {
  const row = await db
    .selectFrom('toy_code')
    .selectAll()
    .where('user_id', '=', userId)
    .where('document_id', '=', documentId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && rowToVersion(row)
}

export async function insertVersion(db: Database, of: Of, version: CodeVersion): Promise<void> {
  await db
    .insertInto('toy_code')
    .values({
      user_id: of.userId,
      document_id: of.documentId,
      number: version.number,
      code: version.code,
      checks_passed: version.checks?.passed ?? null,
      checks_total: version.checks?.of ?? null,
      saved_at: version.savedAt,
    })
    .execute()
}

export async function putChecks(db: Database, of: Of & { number: number; checks: ChecksResult }): Promise<void> {
  await db
    .updateTable('toy_code')
    .set({ checks_passed: of.checks.passed, checks_total: of.checks.of })
    .where('user_id', '=', of.userId)
    .where('document_id', '=', of.documentId)
    .where('number', '=', of.number)
    .execute()
}

/** Deletes the versions up to a number. */
export async function deleteUpTo(db: Database, of: Of & { number: number }): Promise<void> {
  await db
    .deleteFrom('toy_code')
    .where('user_id', '=', of.userId)
    .where('document_id', '=', of.documentId)
    .where('number', '<=', of.number)
    .execute()
}

function rowToVersion(row: Selectable<ToyCodeTable>): CodeVersion {
  const { number, code, saved_at: savedAt, checks_passed: passed, checks_total: of } = row
  return { number, code, savedAt, ...(passed !== null && of !== null && { checks: { passed, of } }) }
}
