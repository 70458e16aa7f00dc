import { headers } from 'next/headers'
import type { z } from 'zod'
import { AppError, type ErrorCode } from '@/lib/errors'
import type { Problem } from '@/lib/markup/schema'
import { requireSameOrigin } from '../same-origin'

/** What a form that was refused is told. */
export type Refusal = { message: string; fields: Record<string, string>; problems: Problem[] }

/** Says which fields are refused. */
export function refusedFields({ issues }: z.ZodError): Refusal {
  const fields = Object.fromEntries(issues.map(({ path, message }) => [nameOf(path), message]))
  return { message: 'Some fields need a look before this can be published.', fields, problems: [] }
}

/** Says what stands in the way of a text. */
export function refusedText(problems: Problem[]): Refusal {
  return { message: 'The text has something that cannot be published yet.', fields: {}, problems }
}

type Revision<Conflict> =
  { ok: true; url: string } | { ok: false; problems: Problem[] } | { ok: false; conflict: Conflict }

/** What a form is told of a change: where it is published, what somebody else made of the page, or what stands in the way. */
export function answerOf<Conflict>(revised: Revision<Conflict>): { url: string } | { conflict: Conflict } | Refusal {
  if (revised.ok) return { url: revised.url }
  return 'conflict' in revised ? { conflict: revised.conflict } : refusedText(revised.problems)
}

/** Runs what publishes; what is refused on purpose becomes the words of a form. */
export async function answered<T extends object>(work: () => Promise<T>): Promise<T | Refusal> {
  const outcome = await guarded(work)
  return 'failed' in outcome ? { message: outcome.failed, fields: {}, problems: [] } : outcome
}

/** Refuses other sites, and turns what is refused on purpose into words. */
export async function guarded<T extends object>(
  work: () => Promise<T>,
): Promise<T | { failed: string; code: ErrorCode }> {
  try {
    requireSameOrigin(await headers())
    return await work()
  } catch (error) {
    if (error instanceof AppError) return { failed: error.message, code: error.code }
    throw error
  }
}

/** `actions.0.due` of a field, `body` of the text. */
function nameOf(path: PropertyKey[]): string {
  return (path[0] === 'fields' ? path.slice(1) : path).map(String).join('.')
}
