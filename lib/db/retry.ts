import { setTimeout as pause } from 'node:timers/promises'

const attempts = 20
const longestPauseMs = 200
// PostgreSQL: serialisation failure, deadlock, and two servers that make one table at the same moment.
const passing = new Set(['40001', '40P01', '23505-pg_type', '42P07', '42710'])

/** Runs what may lose against somebody else's transaction until it wins; anything else that is thrown is thrown on. */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attempts || !isPassing(error)) throw error
      // Two that lost against each other must not keep in step.
      await pause(Math.random() * Math.min(longestPauseMs, 5 * 2 ** attempt))
    }
  }
}

/** Whether an error says that the same work would do well a moment later. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  const code = String(error.code)
  if (code.startsWith('SQLITE_BUSY')) return true
  const catalogue = 'constraint' in error && String(error.constraint).startsWith('pg_') ? '-pg_type' : ''
  return passing.has(code) || passing.has(code + catalogue)
}

/** Whether an error says that a row with such a key is already there. */
export function isTaken(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return (
    error.code === '23505' ||
    String(error.code).startsWith('SQLITE_CONSTRAINT_UNIQUE') ||
    error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  )
}
