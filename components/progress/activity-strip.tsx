'use client'

import { activityOf } from '@/lib/progress/activity'
import { useProgress } from './store'

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const shades = ['bg-sunken', 'bg-accent/35', 'bg-accent/65', 'bg-accent']

/** The last twelve weeks as a strip of days, and as a table. */
export function ActivityStrip({ today }: { today: string }) {
  const weeks = activityOf(useProgress(), new Date(today))
  return (
    <>
      <div aria-hidden className="flex gap-1.5">
        {weeks.map(({ monday, days }) => (
          <div key={monday} className="grid gap-1.5">
            {days.map((count, index) => (
              <span
                key={names[index]}
                title={`${count}`}
                className={`size-3.5 rounded-[3px] ${shades[Math.min(count, 3)]}`}
              />
            ))}
          </div>
        ))}
      </div>
      <details className="mt-4">
        <summary className="text-meta text-ink-2">As a table</summary>
        <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label="Activity by week">
          <table className="border-collapse text-left text-meta tabular-nums">
            <thead>
              <tr className="border-b border-line-strong">
                {['Week from', ...names, 'Pages'].map((name) => (
                  <th key={name} scope="col" className="py-1 pr-4 font-semibold">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map(({ monday, days, documents }) => (
                <tr key={monday} className="border-b border-line">
                  <th scope="row" className="whitespace-nowrap py-1 pr-4 font-normal">
                    {monday}
                  </th>
                  {days.map((count, index) => (
                    <td key={names[index]} className="pr-4">
                      {count}
                    </td>
                  ))}
                  <td>{documents}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}
