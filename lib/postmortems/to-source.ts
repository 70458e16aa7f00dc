import { createHash } from 'node:crypto'
import { stringify } from 'yaml'
import { inDays } from '@/lib/today'
import type { GivenFields } from './schema'

const alphabet = 'abcdefghjkmnpqrstvwxyz23456789'
const daysToAct = 7

/** The id of the document that a key leads to: 12 letters and digits, the same at every retry. */
export function idFromKey(key: string): string {
  const digest = createHash('sha256').update(`postmortem ${key}`).digest()
  const rest = [...digest.subarray(1, 12)].map((byte) => alphabet[byte % alphabet.length])
  // A letter first: an id of digits would be a number in YAML.
  return [alphabet[(digest[0] ?? 0) % 22], ...rest].join('')
}

/** Front matter and body as they stand in the file. */
export function toSource(fields: Record<string, unknown>, body: string): string {
  return `---\n${toYaml(fields)}---\n\n${toBody(body)}`
}

/** Fields as YAML that the checker reads back as they were. */
export function toYaml(fields: Record<string, unknown>): string {
  return stringify(fields, { lineWidth: 0, schema: 'core', version: '1.2', aliasDuplicateObjects: false })
}

/** A body as it stands in a file. */
export function toBody(text: string): string {
  return `${text.replace(/\r\n?/g, '\n').trim()}\n`
}

/** The fields of a new postmortem, as its front matter holds them. An open action is due in seven days. */
export function toFields(
  { title, summary, lessons, tags, actions, ...rest }: GivenFields,
  { id, author, today }: { id: string; author: string; today: string },
): Record<string, unknown> {
  const dated = actions.map((action) =>
    action.state === 'open' ? { ...action, due: action.due ?? inDays(today, daysToAct) } : action,
  )
  const said = Object.entries({ ...rest, actions: dated }).filter(([, value]) => !isEmpty(value))
  return { id, title, summary, lessons, tags, created: today, authors: [author], ...Object.fromEntries(said) }
}

/** Whether a field says nothing: files leave it out. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}
