type Props = { name: string; expected?: string | number; observed: string | number; slice?: string }

/** One measured value beside what was expected. */
export function Metric({ name, expected, observed, slice }: Props) {
  return (
    <dl className="block flex flex-wrap gap-x-10 gap-y-2 border-y border-line py-3 font-sans">
      <div>
        <dt className="text-meta text-ink-3">{slice ? `${name}, ${slice}` : name}</dt>
        <dd className="text-2xl font-semibold tabular-nums">{observed}</dd>
      </div>
      {expected !== undefined && (
        <div>
          <dt className="text-meta text-ink-3">Expected</dt>
          <dd className="text-2xl tabular-nums text-ink-2">{expected}</dd>
        </div>
      )}
    </dl>
  )
}
