import { z } from 'zod'
import { deleteDraft } from '@/lib/postmortems'
import { draftKeySchema } from '@/lib/postmortems/schema'
import type { Viewer } from '@/lib/viewer'

const sentSchema = z.object({ draft: draftKeySchema.optional().catch(undefined), edit: z.unknown() })

/** A change as a form sends it, not read yet, and the key of the draft that ends with it. */
export function sentChange(input: unknown): z.infer<typeof sentSchema> {
  return sentSchema.catch({ edit: undefined }).parse(input)
}

/** Deletes the draft of what is published. The page is out, whatever becomes of it. */
export async function endDraft(viewer: Viewer | undefined, key: string | undefined): Promise<void> {
  if (key === undefined) return
  await deleteDraft(viewer, key).catch((error: unknown) => {
    console.error(`The draft ${key} of what is published could not be deleted`, error)
  })
}
