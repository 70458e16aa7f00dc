import type { ZodType } from 'zod'
import { schemaOf, type Kind } from './schema'

/** Contentlayer's field definitions, derived from a kind's schema. */
export function fieldsOf(kind: Kind): Record<string, { type: 'json'; required: false; description: string }> {
  const entries = Object.entries(schemaOf[kind].shape).map(([name, field]) => [
    name,
    // YAML gives dates and numbers where text is meant; the schema decides, so contentlayer takes any value.
    { type: 'json' as const, required: false as const, description: (field as ZodType).description ?? name },
  ])
  return Object.fromEntries(entries) as Record<string, { type: 'json'; required: false; description: string }>
}
