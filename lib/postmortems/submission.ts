import { createHash, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import { readFrontMatter, splitFrontMatter } from '@/lib/markup'
import type { Viewer } from '@/lib/viewer'
import type { SubmissionProblem } from './answer-schema'
import {
  givenFieldsSchema,
  newPostmortemSchema,
  revisedPostmortemSchema,
  sentLimits,
  serverFields,
  submittedFieldsSchema,
  type NewPostmortem,
  type RevisedPostmortem,
} from './schema'

/** What a program sent, read; or what stands in its way. */
export type Submission<T> = { ok: true; input: T } | { ok: false; problems: SubmissionProblem[] }

/**
 * The key that an `Idempotency-Key` leads to: its person's own, so that two people who send the same one do not meet.
 * Without one, a fresh key. Throws `invalid`.
 */
export function keyOf({ id }: Viewer, given: string | null): string {
  if (given === null) return randomUUID()
  if (/^[a-zA-Z0-9-]{16,64}$/.test(given)) return createHash('sha256').update(`${id} ${given}`).digest('hex')
  throw new AppError('invalid', 'An Idempotency-Key has 16 to 64 letters, digits and hyphens.')
}

/** A new postmortem in JSON: its fields and `body` side by side. Throws `invalid` or `too-large`. */
export function readNew(value: unknown, key: string): Submission<NewPostmortem> {
  const { body, ...fields } = requireObject(value)
  return read(newPostmortemSchema, { key, fields, body })
}

/** A change of one in JSON: `version`, `why`, perhaps `newAddress`, its fields and `body` side by side. Throws `invalid` or `too-large`. */
export function readRevised(value: unknown, id: string): Submission<RevisedPostmortem> {
  const { version, why, newAddress, body, ...fields } = requireObject(value)
  return read(revisedPostmortemSchema, { id, version, why, newAddress, fields, body })
}

/**
 * A new postmortem as a whole Markdown file. Of its front matter the fields are taken that a person gives; `ignored`
 * names those that stand in it and that the server makes itself. Its body begins at `bodyStart`. Throws `too-large`.
 */
export function readFile(
  text: string,
  key: string,
): Submission<NewPostmortem> & { ignored: string[]; bodyStart: number } {
  const split = splitFrontMatter(text)
  if ('problems' in split) return { ok: false, problems: split.problems, ignored: [], bodyStart: 0 }
  const { bodyStart } = split
  const read = readFrontMatter(text, split, submittedFieldsSchema)
  if ('problems' in read) return { ok: false, problems: read.problems, ignored: [], bodyStart }
  const ignored = serverFields.filter((name) => read.value[name] !== undefined)
  const fields = Object.fromEntries(Object.entries(read.value).filter(([name]) => name in givenFieldsSchema.shape))
  return { ...readNew({ ...fields, body: text.slice(bodyStart) }, key), ignored, bodyStart }
}

function read<T>(schema: z.ZodType<T>, value: { body: unknown; [name: string]: unknown }): Submission<T> {
  if (typeof value.body === 'string' && Buffer.byteLength(value.body) > sentLimits.bodyBytes) {
    throw new AppError('too-large', 'A text has at most 256 KB. Split it into two postmortems.')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { ok: true, input: parsed.data }
  return { ok: false, problems: parsed.error.issues.flatMap(problemsOf) }
}

function problemsOf(issue: z.core.$ZodIssue): SubmissionProblem[] {
  const path = issue.path[0] === 'fields' ? issue.path.slice(1) : issue.path
  if (issue.code !== 'unrecognized_keys') return [{ field: path.map(String).join('.'), message: issue.message }]
  return issue.keys.map((key) => ({ field: [...path, key].map(String).join('.'), message: unknownField(key) }))
}

function unknownField(key: string): string {
  const isServers = serverFields.some((name) => name === key)
  return isServers ? 'The server makes this field; leave it out' : 'There is no such field'
}

function requireObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new AppError('invalid', 'Send an object: the fields of a postmortem and its body, side by side.')
}
