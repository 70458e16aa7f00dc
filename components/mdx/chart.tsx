import { scaleBand, scaleLinear } from 'd3-scale'

type Point = [string | number, number]
type Series = { name: string; points: Point[] }
export type ChartProps = {
  kind: 'bar' | 'line' | 'scatter'
  title: string
  xLabel?: string
  yLabel?: string
  series: Series[]
}

const width = 640
const height = 300
const margin = { top: 12, right: 12, bottom: 44, left: 52 }
const colours = ['var(--accent)', 'var(--post)', 'var(--toy)', 'var(--ink-2)']
const dashes = ['', '6 3', '2 3', '8 3 2 3']

/** A small chart from literal data, drawn on the server, with a table of its values for those who do not see it. */
export function Chart({ kind, title, xLabel, yLabel, series }: ChartProps) {
  return (
    <figure className="my-10 font-sans">
      <figcaption className="m-0! mb-2! text-ui! font-semibold text-ink!">{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden className="w-full text-[12px] tabular-nums">
        {kind === 'bar' ? <Bars series={series} /> : <Plot kind={kind} series={series} />}
        <text x={(width + margin.left) / 2} y={height - 4} textAnchor="middle" fill="var(--ink-3)">
          {xLabel}
        </text>
        <text transform={`translate(12 ${height / 2 - 16}) rotate(-90)`} textAnchor="middle" fill="var(--ink-3)">
          {yLabel}
        </text>
      </svg>
      {series.length > 1 && <Legend series={series} />}
      <Values {...{ kind, title, series }} {...(xLabel && { xLabel })} />
    </figure>
  )
}

function Bars({ series }: { series: Series[] }) {
  const labels = [...new Set(series.flatMap(({ points }) => points.map(([label]) => String(label))))]
  const x = scaleBand(labels, [margin.left, width - margin.right]).padding(0.25)
  const y = valueScale(series, true)
  const inner = x.bandwidth() / series.length
  return (
    <>
      <ValueAxis y={y} />
      {labels.map((label) => (
        <text
          key={label}
          x={(x(label) ?? 0) + x.bandwidth() / 2}
          y={height - margin.bottom + 16}
          textAnchor="middle"
          fill="var(--ink-2)"
        >
          {label}
        </text>
      ))}
      {series.map(({ name, points }, index) =>
        points.map(([label, value]) => (
          <g key={`${name} ${label}`} transform={`translate(${(x(String(label)) ?? 0) + index * inner} 0)`}>
            <rect
              width={inner}
              y={Math.min(y(value), y(0))}
              height={Math.abs(y(value) - y(0))}
              fill={colours[index % 4]}
            />
            <text x={inner / 2} y={y(Math.max(value, 0)) - 4} textAnchor="middle" fill="var(--ink)">
              {value}
            </text>
          </g>
        )),
      )}
    </>
  )
}

function Plot({ kind, series }: { kind: 'line' | 'scatter'; series: Series[] }) {
  const xs = series.flatMap(({ points }) => points.map(([x]) => Number(x)))
  const x = scaleLinear([Math.min(...xs), Math.max(...xs)], [margin.left, width - margin.right]).nice()
  const y = valueScale(series, false)
  const place = ([px, py]: Point) => [x(Number(px)), y(py)] as const
  return (
    <>
      <ValueAxis y={y} />
      {x.ticks(6).map((tick) => (
        <text key={tick} x={x(tick)} y={height - margin.bottom + 16} textAnchor="middle" fill="var(--ink-2)">
          {x.tickFormat(6)(tick)}
        </text>
      ))}
      {series.map(({ name, points }, index) =>
        kind === 'line' ? (
          <polyline
            key={name}
            points={points.map((point) => place(point).join(',')).join(' ')}
            fill="none"
            stroke={colours[index % 4]}
            strokeDasharray={dashes[index % 4]}
            strokeWidth="2"
          />
        ) : (
          points.map((point, at) => (
            <circle key={`${name} ${at}`} cx={place(point)[0]} cy={place(point)[1]} r="4" fill={colours[index % 4]} />
          ))
        ),
      )}
    </>
  )
}

type ValueScale = ReturnType<typeof valueScale>

function valueScale(series: Series[], fromZero: boolean) {
  const values = series.flatMap(({ points }) => points.map(([, value]) => value))
  const low = fromZero ? Math.min(0, ...values) : Math.min(...values)
  return scaleLinear([low, Math.max(...values, low + 1e-9)], [height - margin.bottom, margin.top + 12]).nice()
}

function ValueAxis({ y }: { y: ValueScale }) {
  return y.ticks(5).map((tick) => (
    <g key={tick} transform={`translate(0 ${y(tick)})`}>
      <line x1={margin.left} x2={width - margin.right} stroke="var(--line)" />
      <text x={margin.left - 8} dy="0.32em" textAnchor="end" fill="var(--ink-2)">
        {y.tickFormat(5)(tick)}
      </text>
    </g>
  ))
}

function Legend({ series }: { series: Series[] }) {
  return (
    <ul className="mt-1 flex list-none! flex-wrap gap-x-5 p-0! text-meta">
      {series.map(({ name }, index) => (
        <li key={name} className="m-0! flex items-center gap-1.5">
          <span aria-hidden className="inline-block h-2.5 w-2.5" style={{ background: colours[index % 4] }} /> {name}
        </li>
      ))}
    </ul>
  )
}

type Row = { label: string | number; cells: (number | undefined)[] }

/** A row for every label of any series; several where a series has several points there, as a scatter may. */
function rowsOf(series: Series[]): Row[] {
  const labels = new Map(series.flatMap(({ points }) => points.map(([label]) => [String(label), label] as const)))
  const valuesOf = series.map(({ points }) => valuesByLabel(points))
  const rows = [...labels].flatMap(([key, label]) => {
    const columns = valuesOf.map((values) => values.get(key) ?? [])
    const count = Math.max(...columns.map(({ length }) => length))
    return Array.from({ length: count }, (_, row) => ({ label, cells: columns.map((values) => values[row]) }))
  })
  const isNumeric = rows.every(({ label }) => typeof label === 'number')
  return isNumeric ? rows.sort((a, b) => Number(a.label) - Number(b.label)) : rows
}

function valuesByLabel(points: Point[]): Map<string, number[]> {
  const values = new Map<string, number[]>()
  for (const [label, value] of points) {
    const same = values.get(String(label))
    if (same) same.push(value)
    else values.set(String(label), [value])
  }
  return values
}

function Values({ title, xLabel, series }: ChartProps) {
  return (
    <details className="mt-2 text-meta">
      <summary className="text-ink-3">Values as a table</summary>
      <table aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{xLabel ?? 'x'}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(series).map(({ label, cells }, row) => (
            <tr key={row}>
              <th scope="row">{label}</th>
              {cells.map((value, column) => (
                <td key={column}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
