import type { ReactNode } from 'react'
import type { Calibration, Group } from '@/lib/progress/calibration'

type Row = { name: string; group: Group }

/** The values of the chart as a table, and how they went over time, ten guesses at a time. */
export function CalibrationTables({ calibration: { bins, turns } }: { calibration: Calibration }) {
  const ranges = bins.map((bin) => ({ name: `${bin.from} to ${bin.to === 100 ? 100 : bin.to - 1} %`, group: bin }))
  return (
    <>
      <Table caption="By how sure you were" first="You said" rows={ranges} />
      {turns.length > 1 && <Table caption="Over time, ten at a time" first="Guesses" rows={namedTurns(turns)} />}
    </>
  )
}

function namedTurns(turns: readonly Group[]): Row[] {
  return turns.map((group, index) => {
    const before = turns.slice(0, index).reduce((sum, { count }) => sum + count, 0)
    return { name: group.count === 1 ? `${before + 1}` : `${before + 1} to ${before + group.count}`, group }
  })
}

function Table({ caption, first, rows }: { caption: string; first: string; rows: readonly Row[] }) {
  return (
    <div className="mt-6 overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className="border-collapse text-left text-meta tabular-nums">
        <caption className="pb-1 text-left font-semibold">{caption}</caption>
        <thead>
          <tr className="border-b border-line-strong">
            {[first, 'How many', 'Sure on average', 'Right', 'Brier score'].map((name) => (
              <th key={name} scope="col" className="py-1 pr-3 font-semibold sm:pr-5">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, group: { count, right, confidence, brier } }) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="whitespace-nowrap py-1 pr-3 font-normal sm:pr-5">
                {name}
              </th>
              <Cell>{count}</Cell>
              <Cell>{Math.round(confidence)} %</Cell>
              <Cell>
                {right} ({Math.round((right / count) * 100)} %)
              </Cell>
              <Cell>{brier.toFixed(2)}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="whitespace-nowrap pr-3 sm:pr-5">{children}</td>
}
