import type { Problem } from '@/lib/markup/schema'

/** What a sent form comes back with: the address of the page, or words, problems by field, and problems in the body. */
export type FormState =
  { url: string } | { message: string; fields: Record<string, string>; problems: Problem[] } | null
