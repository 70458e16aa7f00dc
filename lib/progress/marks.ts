import { greater, textOf } from './order'
import type { Mark, ProgressRecord } from './schema'

/** The marks of a record by the version they are about; '' where it is unknown. */
export type Marks = Map<string, Mark>

/** All marks of a record. */
export function marksOf(record: ProgressRecord): Marks {
  const { state, source, stateAt, readAt, appliedLink } = record
  const own: Mark = {
    state,
    source,
    stateAt,
    ...(readAt !== undefined && { readAt }),
    ...(appliedLink !== undefined && { appliedLink }),
  }
  return unite(new Map(Object.entries(record.otherMarks)), new Map([[record.versionRead ?? '', own]]))
}

/** The marks of two copies, the stronger of each version. */
export function unite(a: Marks, b: Marks): Marks {
  const united = new Map(a)
  for (const [version, mark] of b) {
    const other = united.get(version)
    united.set(version, other ? stronger(other, mark) : mark)
  }
  return united
}

/**
 * The record with these marks (at least one), the one that counts in front: the newest, except that having opened
 * a document takes no state away but `unread`.
 */
export function settle(
  record: Omit<ProgressRecord, keyof Mark | 'versionRead' | 'otherMarks'>,
  marks: Marks,
): ProgressRecord {
  const { documentId, kind, lesson, firstOpenedAt, lastSeenAt, lastSection, ticks, answers } = record
  const [version, mark] = countingOf(marks)
  const others = [...marks].filter(([key]) => key !== version).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    documentId,
    ...(kind !== undefined && { kind }),
    ...(lesson !== undefined && { lesson }),
    firstOpenedAt,
    lastSeenAt,
    ...(lastSection !== undefined && { lastSection }),
    ...mark,
    ...(version !== '' && { versionRead: version }),
    otherMarks: Object.fromEntries(others),
    ticks,
    answers,
  }
}

// Of one version: what the person said over what the page noticed, in either direction; then the newest.
function stronger(a: Mark, b: Mark): Mark {
  return greater(a, b, (mark) => [
    mark.source,
    mark.source === 'auto' && mark.state === 'reading' ? '0' : '1',
    mark.stateAt,
    textOf(mark),
  ])
}

function countingOf(marks: Marks): [string, Mark] {
  const all = [...marks]
  const said = newestOf(all.filter(([, mark]) => !isOpening(mark)))
  const opened = newestOf(all.filter(([, mark]) => isOpening(mark)))
  const counting =
    said && opened && said[1].state === 'unread' && opened[1].stateAt > said[1].stateAt ? opened : (said ?? opened)
  if (!counting) throw new Error('A record has at least one mark')
  return counting
}

function isOpening({ state, source }: Mark): boolean {
  return state === 'reading' && source === 'auto'
}

function newestOf(marks: [string, Mark][]): [string, Mark] | undefined {
  return marks.reduce<[string, Mark] | undefined>(
    (best, one) =>
      best ? greater(best, one, ([version, mark]) => [mark.stateAt, mark.source, version, textOf(mark)]) : one,
    undefined,
  )
}
