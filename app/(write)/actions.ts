'use server'

import { headers } from 'next/headers'
import { getViewer } from '@/lib/accounts'
import { AppError } from '@/lib/errors'
import { previewBody, publishPostmortem, type Preview } from '@/lib/postmortems'
import { bodySchema, newPostmortemSchema } from '@/lib/postmortems/schema'
import type { FormState } from '@/lib/postmortems/form-state'
import { requireSameOrigin } from '../same-origin'

/** Publishes what the form of a new postmortem holds; answers with the page's address or with what stands in the way. */
export async function publishAction(_before: FormState, form: FormData): Promise<FormState> {
  // A request made by hand may carry anything in place of the form.
  const values: unknown =
    (form as unknown) instanceof FormData ? { ...Object.fromEntries(form), lessons: form.getAll('lessons') } : form
  const outcome = await guarded(async (): Promise<NonNullable<FormState>> => {
    const parsed = newPostmortemSchema.safeParse(values)
    if (!parsed.success) {
      const fields = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]))
      return { message: 'Some fields need a look before this can be published.', fields, problems: [] }
    }
    const published = await publishPostmortem(await getViewer(), parsed.data)
    return published.ok
      ? { url: published.url }
      : { message: 'The text has something that cannot be published yet.', fields: {}, problems: published.problems }
  })
  return 'failed' in outcome ? { message: outcome.failed, fields: {}, problems: [] } : outcome
}

/** Checks a body for the preview beside the form. */
export async function previewAction(text: string): Promise<Preview | { failed: string }> {
  return guarded(async () => {
    const body = bodySchema.safeParse(text)
    if (!body.success) throw new AppError('invalid', 'The preview reads at most 256 KB of text.')
    return previewBody(await getViewer(), body.data)
  })
}

/** Refuses other sites, and turns what is refused on purpose into words. */
async function guarded<T>(work: () => Promise<T>): Promise<T | { failed: string }> {
  try {
    requireSameOrigin(await headers())
    return await work()
  } catch (error) {
    if (error instanceof AppError) return { failed: error.message }
    throw error
  }
}
