import type { Kind } from '@/lib/library/schema'
import type { Answer, Progress, ProgressRecord, Tick } from './answer-schema'
import { isLine, isNumber, isRecordOf, isText, isTime, isWebAddress, optional, type Check } from './guards'
import { isMarkKey, marksOf, mostMarks, settle } from './marks'
import { compare, newestEntries } from './order'

/**
 * How much is kept of one person: records; in one of them marks by hand, and as many automatic ones; ticks, and as many
 * answers; and how long it is as JSON. How many operations come at once, in how many bytes.
 */
export const progressLimits = {
  records: 2000,
  marks: mostMarks,
  entries: 200,
  characters: 24_000,
  operations: 500,
  requestBytes: 2 * 1024 * 1024,
} as const

/** How many characters the texts of a record have at most. */
export const textLimits = { id: 200, heading: 400, key: 200, answer: 2000 } as const

const kinds = ['lesson', 'toy-problem', 'postmortem'] as const satisfies readonly Kind[]

/**
 * What a person has done with a document. `unread` is said by hand only; `reading` has been opened; `tried` means
 * that a toy problem of it was solved, `applied` that it was used in work; `skipped` leaves the count. Not started
 * is to have no record.
 */
export const progressStates = ['unread', 'reading', 'read', 'tried', 'applied', 'skipped'] as const

export type { BatchOutcome, Mark, Progress, ProgressRecord, ProgressState } from './answer-schema'

/** Documents that have changed since a version of them was read: how many words came or went, null when unknown. */
export type Changes = Record<string, { versionRead: string; words: number | null }>

/**
 * Reads stored progress, or what has become of it: what is valid is returned, the rest dropped. Never throws.
 * Checked by hand: a schema library costs every reading page 17 KB of script (docs/decisions/005).
 */
export function parseProgress(text: string | null | undefined): Progress {
  const records = entriesOf(parseJson(text)).flatMap(([id, value]) => {
    const record = parseRecord(value)
    return record?.documentId === id ? [record] : []
  })
  return newestRecords(records)
}

/** The records seen last, as many as are kept; of those of the same time the first ids stay. */
export function newestRecords(records: ProgressRecord[]): Progress {
  const newest = records.sort((a, b) => compare(b.lastSeenAt, a.lastSeenAt) || compare(a.documentId, b.documentId))
  return Object.fromEntries(newest.slice(0, progressLimits.records).map((record) => [record.documentId, record]))
}

/** One document's record from outside; undefined when it is none. Never throws. */
export function parseRecord(value: unknown): ProgressRecord | undefined {
  const fields = Object.fromEntries(entriesOf(value))
  const { lastSection, ...rest } = fields
  const otherMarks = entriesOf(fields.otherMarks).filter(([key, mark]) => isMarkKey(key) && isMark(mark))
  const record = {
    ...pick(rest, Object.keys(recordChecks)),
    ...(isSection(lastSection) && { lastSection: pick(lastSection, Object.keys(sectionChecks)) }),
    otherMarks: Object.fromEntries(otherMarks),
    ticks: newestEntries(valid<Tick>(fields.ticks, isTick, tickChecks), progressLimits.entries),
    answers: newestEntries(valid<Answer>(fields.answers, isAnswer, answerChecks), progressLimits.entries),
  }
  if (!isRecordOf(recordChecks)(record)) return undefined
  return settle(record as unknown as ProgressRecord, marksOf(record as unknown as ProgressRecord))
}

/** Whether nothing inside a record is dropped in reading it: what storage forgives, an operation is refused for. */
export function isWhole(value: Record<string, unknown>): boolean {
  const { lastSection, otherMarks = {}, ticks = {}, answers = {} } = value
  const areAll = (part: unknown, isOwn: (key: string) => boolean, check: Check) =>
    isRecordOf({})(part) && entriesOf(part).every(([key, one]) => isOwn(key) && check(one))
  return (
    optional(isSection)(lastSection) &&
    areAll(otherMarks, isMarkKey, isMark) &&
    areAll(ticks, isKey, isTick) &&
    areAll(answers, isKey, isAnswer)
  )
}

/** Whether a text may be kept as the address of the work a document was applied in. */
export const isAppliedLink: Check = isWebAddress(2000)

const isVersion: Check = (value) => typeof value === 'string' && /^[0-9a-f]{1,64}$/.test(value)
const oneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)

const markChecks = {
  state: oneOf(progressStates),
  source: oneOf(['auto', 'manual']),
  stateAt: isTime,
  readAt: optional(isTime),
  appliedLink: optional(isAppliedLink),
}
const tickChecks = { on: oneOf([true, false]), at: isTime }
const answerChecks = {
  value: isText(textLimits.answer),
  confidence: optional(isNumber(0, 100)),
  right: optional(oneOf([true, false])),
  at: isTime,
}
const sectionChecks = {
  id: isLine(textLimits.id),
  heading: isLine(textLimits.heading),
  part: optional(isNumber(0, 1)),
  at: isTime,
}
const recordChecks = {
  documentId: (value: unknown) => typeof value === 'string' && /^[a-z0-9]{8,16}$/.test(value),
  kind: optional(oneOf(kinds)),
  lesson: optional((value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 12),
  firstOpenedAt: isTime,
  lastSeenAt: isTime,
  ...markChecks,
  versionRead: optional(isVersion),
}
const isMark = isRecordOf(markChecks)
const isTick = isRecordOf(tickChecks)
const isAnswer = isRecordOf(answerChecks)
const isSection = isRecordOf(sectionChecks)

function isKey(key: string): boolean {
  return key !== '' && key !== '__proto__' && isLine(textLimits.key)(key)
}

function valid<T>(value: unknown, check: Check, fields: object): [string, T][] {
  return entriesOf(value)
    .filter(([key, one]) => isKey(key) && check(one))
    .map(([key, one]) => [key, pick(one, Object.keys(fields)) as T])
}

function pick(value: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(entriesOf(value).filter(([name]) => names.includes(name)))
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

function parseJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
