import type { Progress, ProgressRecord } from './schema'

/** A week of activity, from Monday: on how many documents something was done, day by day. Days are UTC. */
export type Week = { monday: string; days: number[]; documents: number }

const day = 24 * 60 * 60 * 1000
const weeksShown = 12

/** The last twelve weeks, oldest first; the last one holds `today`. A document counts once a day, and once a week. */
export function activityOf(progress: Progress, today: Date): Week[] {
  const byDay = new Map<string, Set<string>>()
  for (const record of Object.values(progress)) {
    for (const date of new Set(timesOf(record).map((time) => time.slice(0, 10)))) {
      byDay.set(date, (byDay.get(date) ?? new Set()).add(record.documentId))
    }
  }
  const thisMonday = mondayOf(today)
  return Array.from({ length: weeksShown }, (_, index) => {
    const monday = thisMonday - (weeksShown - 1 - index) * 7 * day
    const days = Array.from(
      { length: 7 },
      (__, offset) => byDay.get(dateOf(monday + offset * day)) ?? new Set<string>(),
    )
    const all = new Set(days.flatMap((documents) => [...documents]))
    return { monday: dateOf(monday), days: days.map(({ size }) => size), documents: all.size }
  })
}

// Everything in a record that tells when something was done; a later visit replaces the time of an earlier one.
function timesOf({ firstOpenedAt, lastSeenAt, stateAt, readAt, otherMarks, ticks, answers }: ProgressRecord): string[] {
  const marks = Object.values(otherMarks).map((mark) => mark.stateAt)
  const entries = [...Object.values(ticks), ...Object.values(answers)].map(({ at }) => at)
  return [firstOpenedAt, lastSeenAt, stateAt, ...(readAt ? [readAt] : []), ...marks, ...entries]
}

function mondayOf(date: Date): number {
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  return midnight - ((date.getUTCDay() + 6) % 7) * day
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
