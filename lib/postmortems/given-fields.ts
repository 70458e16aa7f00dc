import { parse } from 'yaml'
import { AppError } from '@/lib/errors'
import { splitFrontMatter } from '@/lib/markup'
import { givenFieldsSchema, type GivenFields } from './schema'

/**
 * The fields of a postmortem's source that a person gives, as the schema reads them. Throws `conflict` for a source that
 * cannot be read: somebody has broken the file since it was published.
 */
export function givenFieldsOf(source: string): GivenFields {
  const names = Object.keys(givenFieldsSchema.shape)
  const given = Object.fromEntries(Object.entries(fieldsOf(source)).filter(([name]) => names.includes(name)))
  const parsed = givenFieldsSchema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new AppError(
    'conflict',
    'The file of this page cannot be read as it is now. An admin finds out why with npm run check.',
  )
}

/** The front matter of a source as it is written; nothing where it cannot be read. */
export function fieldsOf(source: string): Record<string, unknown> {
  const split = splitFrontMatter(source)
  return 'problems' in split ? {} : readFields(split.yaml)
}

function readFields(yaml: string): Record<string, unknown> {
  try {
    const fields: unknown = parse(yaml, { schema: 'core', version: '1.2', maxAliasCount: 0 })
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {}
  } catch {
    // Said below, with what to do.
    return {}
  }
}
