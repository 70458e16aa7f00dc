import type { FacetValue } from '@/lib/library/schema'

type Props = {
  legend: string
  values: FacetValue[]
  chosen: string | undefined
  /** Words for a value; the value itself when there are none. */
  label?: (value: string) => string
  /** Address of the list with this value chosen, or with none. */
  hrefOf: (value: string | undefined) => string
}

/** One filter of a list, as links with counts: it works without a script and stands in the address. */
export function FacetLinks({ legend, values, chosen, label = (value) => value, hrefOf }: Props) {
  if (values.length === 0) return null
  return (
    <details className="border-b border-line md:border-0" open={chosen !== undefined}>
      <summary className="py-2 text-meta font-semibold text-ink">{legend}</summary>
      <ul className="mb-3">
        {values.map(({ value, count }) => (
          <li key={value}>
            <a
              href={hrefOf(value === chosen ? undefined : value)}
              aria-current={value === chosen ? 'true' : undefined}
              className="quiet-link flex min-h-6 gap-2 py-0.5 text-ui text-ink-2 aria-[current=true]:font-semibold aria-[current=true]:text-ink"
            >
              <span className="min-w-0 flex-1">{label(value)}</span>
              <span className="tabular-nums text-ink-3">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
