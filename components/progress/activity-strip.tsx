'use client'

import { Fragment } from 'react'
import { momentText } from '@/components/ui/moment'
import { activityOf, type Week } from '@/lib/progress/activity'
import { FiguresTable } from './figures-table'
import { useProgress } from './store'

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const shades = ['bg-sunken', 'bg-accent/35', 'bg-accent/65', 'bg-accent']

/** The last twelve weeks as a strip of days, and as a table. */
export function ActivityStrip({ today }: { today: string }) {
  const weeks = activityOf(useProgress(), new Date(today))
  const active = weeks.flatMap(({ days }) => days).filter((count) => count > 0).length
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-12 gap-y-4">
        <Strip weeks={weeks} />
        <div className="max-w-[30rem]">
          <p className="text-ink-2">{words(active, weeks.at(-1)?.documents ?? 0)}</p>
          <Legend />
        </div>
      </div>
      <details className="mt-4">
        <summary className="text-meta text-ink-2">As a table</summary>
        <div className="mt-2">
          <FiguresTable label="Activity by week" head={['Week from', ...names, 'Pages']} rows={weeks.map(rowOf)} />
        </div>
      </details>
    </>
  )
}

function rowOf({ monday, days, documents }: Week) {
  return { name: momentText(monday).replace(/ \d+$/, ''), cells: [...days, documents] }
}

function words(active: number, thisWeek: number): string {
  if (active === 0) return 'Nothing yet. A day on which you read or try something is marked here.'
  const days = active === 1 ? 'one of these days' : `${active} of these days`
  const pages = thisWeek === 0 ? 'nothing yet' : thisWeek === 1 ? 'one page' : `${thisWeek} pages`
  return `You read or tried something on ${days}; this week, ${pages}.`
}

function Strip({ weeks }: { weeks: Week[] }) {
  return (
    <div aria-hidden className="grid w-max grid-flow-col grid-rows-[auto_repeat(7,1rem)] gap-1 text-meta text-ink-3">
      <span />
      {names.map((name, index) => (
        <span key={name} className="pr-1.5 leading-4">
          {index % 2 === 0 && name}
        </span>
      ))}
      {weeks.map(({ monday, days }, week) => (
        <Fragment key={monday}>
          <span className="w-4 whitespace-nowrap">{monthOf(weeks, week)}</span>
          {days.map((count, index) => (
            <Day key={names[index]} count={count} />
          ))}
        </Fragment>
      ))}
    </div>
  )
}

// A month is named where it begins, and the first one where its name does not run into the next.
function monthOf(weeks: Week[], week: number): string {
  const monthAt = (index: number) => momentText(weeks[index]?.monday.slice(0, 7) ?? '').slice(0, 3)
  const isNamed = week === 0 ? monthAt(0) === monthAt(1) : monthAt(week) !== monthAt(week - 1)
  return isNamed ? monthAt(week) : ''
}

function Day({ count }: { count: number }) {
  return <span className={`size-4 rounded-[3px] border border-line ${shades[Math.min(count, 3)]}`} />
}

function Legend() {
  return (
    <p aria-hidden className="mt-2 flex items-center gap-1 text-meta text-ink-3">
      <span className="mr-1">Pages a day: 0</span>
      {shades.map((shade, count) => (
        <Day key={shade} count={count} />
      ))}
      <span className="ml-1">3 or more</span>
    </p>
  )
}
