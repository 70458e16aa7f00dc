import type { Database } from '@/lib/db'
import { rowToPerson, type Person } from './people'
import { scopes, type Scope } from '../schema'

/** A token as its owner sees it. */
export type TokenRow = { id: string; name: string; scope: Scope; createdAt: string; lastUsedAt: string | null }

export async function insertToken(
  db: Database,
  token: { id: string; userId: string; name: string; scope: Scope; tokenHash: string; createdAt: string },
): Promise<void> {
  const { id, userId, name, scope, tokenHash, createdAt } = token
  await db
    .insertInto('api_tokens')
    .values({ id, user_id: userId, name, scope, token_hash: tokenHash, created_at: createdAt, last_used_at: null })
    .execute()
}

export async function listTokenRows(db: Database, userId: string): Promise<TokenRow[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'scope', 'created_at', 'last_used_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(({ id, name, scope, created_at, last_used_at }) => ({
    id,
    name,
    scope: toScope(scope),
    createdAt: created_at,
    lastUsedAt: last_used_at,
  }))
}

/** Whose token it is; undefined when it was revoked or its owner's account is closed. */
export async function findToken(
  db: Database,
  tokenHash: string,
): Promise<{ id: string; scope: Scope; person: Person; lastUsedAt: string | null } | undefined> {
  const row = await db
    .selectFrom('api_tokens')
    .innerJoin('users', 'users.id', 'api_tokens.user_id')
    .select(['users.id', 'users.email', 'users.name', 'users.role', 'users.is_disabled', 'users.created_at'])
    .select(['api_tokens.id as token_id', 'api_tokens.scope', 'api_tokens.last_used_at'])
    .where('api_tokens.token_hash', '=', tokenHash)
    .where('users.is_disabled', '=', 0)
    .executeTakeFirst()
  return row && { id: row.token_id, scope: toScope(row.scope), person: rowToPerson(row), lastUsedAt: row.last_used_at }
}

/** Notes when a token was used, unless that was noted after `before`: of many requests at once, one writes. */
export async function touchToken(
  db: Database,
  { id, at, before }: { id: string; at: string; before: string },
): Promise<void> {
  await db
    .updateTable('api_tokens')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', before)]))
    .execute()
}

/** Revokes one token of a person, or all of them; says how many. */
export async function deleteTokens(db: Database, { userId, id }: { userId: string; id?: string }): Promise<number> {
  let query = db.deleteFrom('api_tokens').where('user_id', '=', userId)
  if (id !== undefined) query = query.where('id', '=', id)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

// A scope that this version does not know gives the least.
function toScope(value: string): Scope {
  return scopes.find((scope) => scope === value) ?? 'read'
}
