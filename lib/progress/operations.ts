import { AppError } from '@/lib/errors'
import { isWhole, parseRecord, progressLimits, type ProgressRecord } from './schema'

/** Why an operation was not taken. */
export type Refusal = { reason: string; gone?: true }

// A clock may be wrong by hours; a day ahead is no clock.
const mostAheadMs = 24 * 60 * 60 * 1000

const fields = new Set([
  'documentId',
  'kind',
  'lesson',
  'state',
  'source',
  'stateAt',
  'readAt',
  'appliedLink',
  'versionRead',
  'firstOpenedAt',
  'lastSeenAt',
  'lastSection',
  'otherMarks',
  'ticks',
  'answers',
])

/**
 * The operations of a batch, `{"operations": [record, …]}`, each read or refused with words. Throws `invalid` for
 * what is no batch, `too-large` for over 500 operations.
 */
export function readOperations(body: unknown, now: number): ({ record: ProgressRecord } | Refusal)[] {
  const operations = isObject(body) && Object.keys(body).length === 1 ? body.operations : undefined
  if (!Array.isArray(operations)) {
    throw new AppError('invalid', 'Send {"operations": […]}, each a record of one document, and nothing else.')
  }
  if (operations.length > progressLimits.operations) {
    throw new AppError(
      'too-large',
      `A batch has at most ${progressLimits.operations} operations. Send the rest in another one.`,
    )
  }
  return operations.map((operation) => readOperation(operation, now))
}

function readOperation(value: unknown, now: number): { record: ProgressRecord } | Refusal {
  if (!isObject(value)) return { reason: 'An operation is an object.' }
  const unknown = Object.keys(value).find((name) => !fields.has(name))
  if (unknown !== undefined) return { reason: `A record has no field ${unknown.slice(0, 40)}.` }
  const record = parseRecord(value)
  if (!record || !isWhole(value)) {
    return {
      reason: 'A field is missing, or is not what it should be: ids, states, times in UTC, texts, a web address.',
    }
  }
  if (timesOf(record).some((time) => Date.parse(time) > now + mostAheadMs)) {
    return { reason: 'A time lies over a day in the future. Set the clock of this device.' }
  }
  return { record }
}

function timesOf({
  firstOpenedAt,
  lastSeenAt,
  stateAt,
  readAt,
  lastSection,
  otherMarks,
  ticks,
  answers,
}: ProgressRecord): string[] {
  const entries = [...Object.values(ticks), ...Object.values(answers), ...(lastSection ? [lastSection] : [])]
  const marks = Object.values(otherMarks).flatMap((mark) => [mark.stateAt, mark.readAt ?? mark.stateAt])
  return [firstOpenedAt, lastSeenAt, stateAt, readAt ?? stateAt, ...marks, ...entries.map(({ at }) => at)]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
