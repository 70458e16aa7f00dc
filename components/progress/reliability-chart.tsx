import type { Bin } from '@/lib/progress/calibration'

const size = 400
// As wide as high inside, so that the line of whoever is as sure as right goes up at 45 degrees.
const margin = { top: 28, right: 28, bottom: 56, left: 56 }
const ticks = [0, 25, 50, 75, 100]

const toX = (percent: number) => margin.left + (percent / 100) * (size - margin.left - margin.right)
const toY = (percent: number) => size - margin.bottom - (percent / 100) * (size - margin.top - margin.bottom)

/**
 * How sure the guesses of each range were, against the share of them that was right, with how many there are; whoever is
 * exactly as sure as right stands on the line. Its values are in the table beside it.
 */
export function ReliabilityChart({ bins }: { bins: readonly Bin[] }) {
  return (
    <figure>
      <figcaption className="mb-2 text-ui font-semibold">The share that was right, by how sure you were</figcaption>
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden className="w-full max-w-[26rem] text-[13px] tabular-nums">
        <Axes />
        <line x1={toX(0)} y1={toY(0)} x2={toX(100)} y2={toY(100)} stroke="var(--ink-2)" strokeDasharray="6 3" />
        <text transform={`translate(${toX(22)} ${toY(22)}) rotate(-45)`} y="-9" textAnchor="middle" fill="var(--ink-2)">
          as sure as right
        </text>
        {bins.map((bin) => (
          <Dot key={bin.from} {...bin} />
        ))}
      </svg>
    </figure>
  )
}

// Its area grows with the number of guesses; the number stands on the side that has room.
function Dot({ confidence, right, count }: Bin) {
  const [x, y] = [toX(confidence), toY((right / count) * 100)]
  const radius = 3 + 2 * Math.sqrt(count)
  const isAtRight = confidence > 90
  return (
    <>
      <circle cx={x} cy={y} r={radius} fill="var(--accent)" stroke="var(--paper)" strokeWidth="1.5" />
      <text
        x={x + (isAtRight ? -radius - 5 : radius + 5)}
        y={y}
        dy="0.34em"
        textAnchor={isAtRight ? 'end' : 'start'}
        fill="var(--ink)"
        stroke="var(--paper)"
        strokeWidth="4"
        paintOrder="stroke"
      >
        {count}
      </text>
    </>
  )
}

function Axes() {
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={toX(0)} x2={toX(100)} y1={toY(tick)} y2={toY(tick)} stroke="var(--line)" />
          <text x={toX(0) - 8} y={toY(tick)} dy="0.34em" textAnchor="end" fill="var(--ink-2)">
            {tick} %
          </text>
          <text x={toX(tick)} y={toY(0) + 18} textAnchor="middle" fill="var(--ink-2)">
            {tick} %
          </text>
        </g>
      ))}
      <text x={toX(50)} y={size - 12} textAnchor="middle" fill="var(--ink-3)">
        How sure you were
      </text>
      <text transform={`translate(14 ${toY(50)}) rotate(-90)`} textAnchor="middle" fill="var(--ink-3)">
        Share that was right
      </text>
    </>
  )
}
