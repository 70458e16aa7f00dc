import { Chart } from '@/components/mdx/chart'
import type { DrawnChart as Drawn } from '@/lib/toys/schema'

/** A chart that code drew: as those of documents, with its table; a row of values without a name is called by the axis. */
export function DrawnChart({ chart }: { chart: Drawn }) {
  const series = chart.series.map(({ name, points }) => ({ name: name || chart.yLabel || 'Value', points }))
  return <Chart {...chart} series={series} />
}
