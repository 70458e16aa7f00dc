import { isLine, toLine, toText } from './guards'
import { markOf, marksOf, marksWith, saidOf, settle, unite } from './marks'
import { newestEntries, timeAfter } from './order'
import { progressLimits, textLimits, type Mark, type ProgressRecord } from './schema'

type Before = ProgressRecord | undefined
/** What happened to which document, and when (UTC, as `toISOString` writes it). */
type Event = { documentId: string; at: string }
type About = Event & { kind: NonNullable<ProgressRecord['kind']>; lesson: number }

/** Whether a document counts as done: read, tried or applied. */
export function isDone(record: Pick<ProgressRecord, 'state'> | undefined): boolean {
  return record !== undefined && ['read', 'tried', 'applied'].includes(record.state)
}

/** Which version of a document was read, when it counts as done; whether it has changed since is asked with that. */
export function readOf(
  record: Pick<ProgressRecord, 'documentId' | 'state' | 'versionRead'> | undefined,
): { documentId: string; versionRead: string } | undefined {
  if (record?.versionRead === undefined || !isDone(record)) return undefined
  return { documentId: record.documentId, versionRead: record.versionRead }
}

/** The share done, from 0 to 1; 0 where there is nothing to do. */
export function fractionDone(done: number, total: number): number {
  return total > 0 ? Math.min(1, Math.max(0, done / total)) : 0
}

/** A document has been open long enough to count as being read. Only `unread` gives way to that. */
export function openDocument(before: Before, event: About): ProgressRecord {
  const record = touch(before, event)
  if (record.state !== 'unread') return record
  return withMark({ record, version: '', mark: { state: 'reading', source: 'auto', stateAt: event.at } })
}

/** A section has come into view: where to resume. */
export function seeSection(
  before: Before,
  event: About & { section: { id: string; heading: string; part?: number | undefined } },
): ProgressRecord {
  const record = touch(before, event)
  const { id, heading, part } = event.section
  if (!isLine(textLimits.id)(id)) return record
  const at = timeAfter(event.at, record.lastSection?.at)
  return {
    ...record,
    lastSection: { id, heading: toLine(heading, textLimits.heading), ...(part !== undefined && { part }), at },
  }
}

/**
 * Marks this version as read; what has been tried or applied stays that. An automatic mark changes nothing that
 * the person said about the same version, and nothing that is read already.
 */
export function markRead(before: Before, event: About & { version: string; source: Mark['source'] }): ProgressRecord {
  const { version, source, at } = event
  const record = touch(before, event)
  const isKnown = saidOf(record, version) !== undefined || (isDone(record) && record.versionRead === version)
  if (source === 'auto' && isKnown) return record
  const state = record.state === 'tried' || record.state === 'applied' ? record.state : 'read'
  const link = state === 'applied' && record.appliedLink !== undefined && { appliedLink: record.appliedLink }
  return withMark({ record, version, mark: { state, source, stateAt: at, readAt: at, ...link } })
}

/**
 * Says by hand that a toy problem was solved (of itself, and of the lessons it belongs to), that a text was applied,
 * with a link to the work or without, or that it is skipped. What has been applied stays that when it is tried.
 */
export function setState(
  before: Before,
  event: About & { version: string; state: 'tried' | 'applied' | 'skipped'; appliedLink?: string },
): ProgressRecord {
  const { version, state, appliedLink, at } = event
  const record = touch(before, event)
  if (state === 'tried' && record.state === 'applied') return record
  const readAt = record.versionRead === version && record.readAt !== undefined && { readAt: record.readAt }
  const mark: Mark = { state, source: 'manual', stateAt: at, ...readAt, ...(appliedLink && { appliedLink }) }
  return withMark({ record, version, mark })
}

/** Takes back by hand what `setState` said: the text is read if it had been read, else what it was before. */
export function unsetState(before: Before, event: About): ProgressRecord {
  const record = touch(before, event)
  const { readAt, versionRead: version = '' } = record
  const read: Mark = { state: 'read', source: 'manual', stateAt: event.at, readAt: readAt ?? event.at }
  return withMark({ record, version, mark: readAt === undefined ? takenBack(event.at) : read })
}

/** Takes the mark back by hand; no automatic one returns for this version. */
export function markUnread(before: Before, event: About & { version: string }): ProgressRecord {
  const mark: Mark = { state: 'unread', source: 'manual', stateAt: event.at }
  return withMark({ record: touch(before, event), version: event.version, mark })
}

type Undo = About & {
  /** The version that was marked. */
  version: string
  /** The record as it was before that. */
  former: Before
}

/** Undoes a mark by hand. */
export function undoByHand(before: Before, event: Undo): ProgressRecord {
  const { version, former, at } = event
  const said = former && saidOf(former, version)
  const mark = said ? { ...said, stateAt: at } : takenBack(at)
  return bringBack(withMark({ record: touch(before, event), version, mark }), event)
}

/** Undoes an automatic mark; none returns for this version. */
export function undoNoticed(before: Before, event: Undo): ProgressRecord {
  return bringBack(markUnread(before, event), event)
}

/** Ticks an item of a checklist, or takes the tick off. Only the newest 200 of a document are kept. */
export function tick(before: Before, event: Event & { key: string; on: boolean }): ProgressRecord {
  const record = touch(before, event)
  const ticks = new Map(Object.entries(record.ticks))
  ticks.set(event.key, { on: event.on, at: timeAfter(event.at, ticks.get(event.key)?.at) })
  return { ...record, ticks: newestEntries(ticks, progressLimits.entries) }
}

/**
 * Keeps an answer to a question, or a guess with its confidence in per cent and, once it was judged, whether it was
 * right. Only the newest 200 of a document are kept.
 */
export function answer(
  before: Before,
  event: Event & { key: string; value: string; confidence?: number | undefined; right?: boolean | undefined },
): ProgressRecord {
  const { key, value, confidence, right, at } = event
  const record = touch(before, event)
  const answers = new Map(Object.entries(record.answers))
  answers.set(key, {
    value: toText(value, textLimits.answer),
    at: timeAfter(at, answers.get(key)?.at),
    ...(confidence !== undefined && { confidence }),
    ...(right !== undefined && { right }),
  })
  return { ...record, answers: newestEntries(answers, progressLimits.entries) }
}

function touch(before: Before, { documentId, at, kind, lesson }: Event & Partial<About>): ProgressRecord {
  const about = { ...(kind !== undefined && { kind }), ...(lesson !== undefined && { lesson }) }
  if (before) return { ...before, ...about, lastSeenAt: timeAfter(at, before.lastSeenAt) }
  return {
    documentId,
    ...about,
    firstOpenedAt: at,
    lastSeenAt: at,
    state: 'reading',
    source: 'auto',
    stateAt: at,
    otherMarks: {},
    ticks: {},
    answers: {},
  }
}

// Marks are never removed, since copies elsewhere have them: a later one says by hand that nothing is said.
function takenBack(at: string): Mark {
  return { state: 'reading', source: 'manual', stateAt: at }
}

// What counted before is said once more where it does not count by itself again.
function bringBack(record: ProgressRecord, event: Undo): ProgressRecord {
  const former = event.former ?? openDocument(undefined, event)
  if (record.state === former.state && record.versionRead === former.versionRead) return record
  return withMark({ record, version: former.versionRead ?? '', mark: { ...markOf(former), stateAt: event.at } })
}

// What is done last on this device also wins the merge with what it replaces, whatever the clocks say.
function withMark({ record, version, mark }: { record: ProgressRecord; version: string; mark: Mark }): ProgressRecord {
  const marks = marksOf(record)
  const latest = [...marks.values()].reduce((time, { stateAt }) => (stateAt > time ? stateAt : time), '')
  const stateAt = timeAfter(mark.stateAt, latest === '' ? undefined : latest)
  return settle(record, unite(marks, marksWith(version, { ...mark, stateAt })))
}
