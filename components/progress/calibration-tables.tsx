import type { Calibration, Group } from '@/lib/progress/calibration'
import { FiguresTable } from './figures-table'

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
    <div className="mt-6">
      <FiguresTable
        label={caption}
        caption={caption}
        head={[first, 'How many', 'Sure on average', 'Right', 'Brier score']}
        rows={rows.map(({ name, group }) => ({ name, cells: figuresOf(group) }))}
      />
    </div>
  )
}

function figuresOf({ count, right, confidence, brier }: Group) {
  const share = Math.round((right / count) * 100)
  return [count, `${Math.round(confidence)} %`, `${right} (${share} %)`, brier.toFixed(2)]
}
