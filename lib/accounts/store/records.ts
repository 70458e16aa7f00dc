import type { Database } from '@/lib/db'

/** One line of the audit log. */
export type AuditEntry = { id: string; at: string; actorId: string | null; actor: string; act: string; subject: string }

export async function insertAudit(db: Database, entry: AuditEntry): Promise<void> {
  const { actorId, ...rest } = entry
  await db
    .insertInto('audit_log')
    .values({ ...rest, actor_id: actorId })
    .execute()
}

/** Newest first. */
export async function listAuditRows(
  db: Database,
  { limit, offset }: { limit: number; offset: number },
): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('audit_log')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ actor_id, ...rest }) => ({ ...rest, actorId: actor_id }))
}

/** The newest lines that somebody caused. */
export async function listAuditRowsOf(
  db: Database,
  actorId: string,
): Promise<Pick<AuditEntry, 'at' | 'act' | 'subject'>[]> {
  return db
    .selectFrom('audit_log')
    .select(['at', 'act', 'subject'])
    .where('actor_id', '=', actorId)
    .orderBy('at', 'desc')
    .limit(1000)
    .execute()
}

export async function putSetting(db: Database, name: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

export async function listSettings(db: Database): Promise<Map<string, string>> {
  const rows = await db.selectFrom('settings').selectAll().execute()
  return new Map(rows.map(({ name, value }) => [name, value]))
}
