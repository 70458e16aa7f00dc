import { createHash } from 'node:crypto'
import { stringify } from 'yaml'
import type { NewPostmortem } from './schema'

const alphabet = 'abcdefghjkmnpqrstvwxyz23456789'

/** The id of the document that a key leads to: 12 letters and digits, the same at every retry. */
export function idFromKey(key: string): string {
  const digest = createHash('sha256').update(`postmortem ${key}`).digest()
  const rest = [...digest.subarray(1, 12)].map((byte) => alphabet[byte % alphabet.length])
  // A letter first: an id of digits would be a number in YAML.
  return [alphabet[(digest[0] ?? 0) % 22], ...rest].join('')
}

/** Front matter and body as they stand in the file. */
export function toSource(fields: Record<string, unknown>, body: string): string {
  const frontMatter = stringify(fields, {
    lineWidth: 0,
    schema: 'core',
    version: '1.2',
    aliasDuplicateObjects: false,
  })
  return `---\n${frontMatter}---\n\n${body.replace(/\r\n?/g, '\n').trim()}\n`
}

/** The fields of a new postmortem, as its front matter holds them. */
export function toFields(
  input: NewPostmortem,
  { id, author, today }: { id: string; author: string; today: string },
): Record<string, unknown> {
  const { title, summary, lessons, severity, happened, failureClass } = input
  return {
    id,
    title,
    summary,
    lessons,
    tags: [],
    created: today,
    authors: [author],
    severity,
    status: 'published',
    happened,
    failureClass: [failureClass],
  }
}
