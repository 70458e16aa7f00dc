import { AppError } from '@/lib/errors'
import { mostAliases } from '@/lib/library/schema'
import { changeSource } from './change-source'
import { fieldsOf } from './given-fields'

/**
 * The source of a page that moves to another slug: the one it had is among its aliases, and leads there. Throws `invalid`
 * for a page that has as many as it may.
 */
export function movedFrom(before: string, { source, slug }: { source: string; slug: string }): string {
  const { aliases } = fieldsOf(source)
  const all: unknown[] = Array.isArray(aliases) ? aliases : []
  const earlier = all.filter((alias) => alias !== slug && alias !== before)
  if (earlier.length < mostAliases) return changeSource(source, { fields: { aliases: [...earlier, before] } })
  throw new AppError(
    'invalid',
    `This page has had ${mostAliases + 1} addresses, and keeps no more. Leave it where it is.`,
  )
}

/** A source with the aliases that another one has. */
export function withAliasesOf(other: string, source: string): string {
  return changeSource(source, { fields: { aliases: fieldsOf(other).aliases } })
}
