import { headers } from 'next/headers'
import type { z } from 'zod'
import type { ActionState } from '@/components/ui/action-form'
import { AppError } from '@/lib/errors'
import { requireSameOrigin } from './same-origin'

/**
 * Runs what an action does with a form: refuses other sites, parses, and turns what is refused on purpose into words.
 * Anything else that is thrown reaches the error page.
 */
export async function runAction<T>(
  form: unknown,
  schema: z.ZodType<T>,
  work: (input: T) => Promise<ActionState>,
): Promise<ActionState> {
  // What calls an action is a request, whatever the types say.
  const parsed = schema.safeParse(form instanceof FormData ? fieldsOf(form) : {})
  if (!parsed.success) {
    const fields = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]))
    return { failed: 'Some fields need a look.', fields }
  }
  try {
    requireSameOrigin(await headers())
    return await work(parsed.data)
  } catch (error) {
    if (error instanceof AppError) return { failed: error.message }
    throw error
  }
}

/** What a person gave: a form that is sent before its page comes alive carries the framework's own fields too. */
function fieldsOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries([...form].filter(([name]) => !name.startsWith('$ACTION')))
}
