import { greater, textOf } from './order'
import type { Mark, ProgressRecord } from './schema'

/**
 * The marks of a record, the newest of each sort for each version. The key is the version ('' where it is unknown) for
 * a mark by hand, and the version with `:auto` or `:opened` for what the page noticed.
 */
export type Marks = Map<string, Mark>

/** How many marks of one sort are kept: the newest. */
export const mostMarks = 50

// Of openings only the last one says anything.
const mostOpenings = 1

type Sort = 'manual' | 'auto' | 'opened'

/** Whether a text is a key of marks. */
export function isMarkKey(key: string): boolean {
  return /^[0-9a-f]{0,64}(:auto|:opened)?$/.test(key)
}

/** All marks of a record. */
export function marksOf(record: ProgressRecord): Marks {
  const marks: Marks = new Map()
  for (const [key, mark] of Object.entries(record.otherMarks)) add(marks, entryOf(versionOf(key), mark))
  return add(marks, entryOf(record.versionRead ?? '', record))
}

/** The mark of a record that counts. */
export function markOf({ state, source, stateAt, readAt, appliedLink }: Mark): Mark {
  return {
    state,
    source,
    stateAt,
    ...(readAt !== undefined && { readAt }),
    ...(appliedLink !== undefined && { appliedLink }),
  }
}

/** What the person said about a version, unless they took it back. */
export function saidOf(record: ProgressRecord, version: string): Mark | undefined {
  const mark = marksOf(record).get(version)
  return mark && !isTakenBack(mark) ? mark : undefined
}

/** One mark of a version, as marks. */
export function marksWith(version: string, mark: Mark): Marks {
  return new Map([entryOf(version, mark)])
}

/** The marks of two copies: the newest of each sort for each version. */
export function unite(a: Marks, b: Marks): Marks {
  return [...b].reduce(add, new Map(a))
}

/**
 * The record with these marks (at least one), the one that counts in front. Of one version what the person said counts
 * over what the page noticed, in either direction; then the newest, except that having opened a document takes no state
 * away but `unread`, and that what was taken back by hand says nothing.
 */
export function settle(
  record: Omit<ProgressRecord, keyof Mark | 'versionRead' | 'otherMarks'>,
  marks: Marks,
): ProgressRecord {
  const { documentId, kind, lesson, firstOpenedAt, lastSeenAt, lastSection, ticks, answers } = record
  const kept = newestOfEachSort(marks)
  const [key, mark] = countingOf(kept)
  const others = [...kept].filter(([other]) => other !== key).sort(([a], [b]) => (a < b ? -1 : 1))
  const version = versionOf(key)
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

type Entry = [key: string, mark: Mark]

function add(marks: Marks, [key, mark]: Entry): Marks {
  const other = marks.get(key)
  return marks.set(key, other ? greater(other, mark, (one) => [one.stateAt, textOf(one)]) : mark)
}

function entryOf(version: string, mark: Mark): Entry {
  const sort = sortOf(mark)
  return [sort === 'manual' ? version : `${version}:${sort}`, markOf(mark)]
}

// Each sort by itself, and by the order in which marks replace each other: what is left out here could never have
// replaced anything that is kept, so that it does not matter when it is left out (docs/decisions/010).
function newestOfEachSort(marks: Marks): Marks {
  const all = [...marks].sort((a, b) => (greater(a, b, rankOf) === a ? -1 : 1))
  const of = (sort: Sort) => all.filter(([, mark]) => sortOf(mark) === sort)
  return new Map([
    ...of('manual').slice(0, mostMarks),
    ...of('auto').slice(0, mostMarks),
    ...of('opened').slice(0, mostOpenings),
  ])
}

function countingOf(marks: Marks): Entry {
  const all = [...marks]
  const said = newestOf(
    all.filter(([key, mark]) => {
      const byHand = marks.get(versionOf(key))
      return byHand && !isTakenBack(byHand) ? mark === byHand : sortOf(mark) === 'auto'
    }),
  )
  const opened = newestOf(all.filter(([, mark]) => sortOf(mark) === 'opened'))
  if (said && opened && said[1].state === 'unread' && opened[1].stateAt > said[1].stateAt) return opened
  const counting = said ?? opened ?? newestOf(all)
  if (!counting) throw new Error('A record has at least one mark')
  return counting
}

// To say by hand that a text is being read takes back what was said of it before.
function isTakenBack({ state, source }: Mark): boolean {
  return state === 'reading' && source === 'manual'
}

function sortOf({ state, source }: Mark): Sort {
  if (source === 'manual') return 'manual'
  return state === 'reading' ? 'opened' : 'auto'
}

function versionOf(key: string): string {
  return key.split(':')[0] ?? ''
}

function newestOf(marks: Entry[]): Entry | undefined {
  return marks.reduce<Entry | undefined>((best, one) => (best ? greater(best, one, rankOf) : one), undefined)
}

function rankOf([key, { stateAt, source }]: Entry): string[] {
  return [stateAt, source, key]
}
