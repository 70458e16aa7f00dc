import type { Facet } from './facets'

/** So many values of a facet stand open; the others are behind a line that opens. All lessons do, for their order. */
const open = 6

type Value = string | number
type Props = { facet: Facet; values: { value: Value; count: number }[]; chosen: readonly Value[] }

/** One filter as checkboxes with counts; nothing when it has no values. One that would leave nothing is disabled. */
export function FacetGroup({ facet: { name, legend, label }, values, chosen }: Props) {
  if (values.length === 0) return null
  const all = values.map(({ value, count }) => (
    <FilterChoice
      key={value}
      name={name}
      value={String(value)}
      label={label(String(value))}
      count={count}
      isChosen={chosen.includes(value)}
    />
  ))
  const isLong = name !== 'lesson' && all.length > open + 1
  return (
    <fieldset className="mt-5">
      <legend className="mb-1 text-meta font-semibold">{legend}</legend>
      {isLong ? all.slice(0, open) : all}
      {isLong && (
        <details open={chosen.some((one) => values.slice(open).some(({ value }) => value === one))}>
          <summary className="py-1 text-meta text-ink-2">{all.length - open} more</summary>
          {all.slice(open)}
        </details>
      )}
    </fieldset>
  )
}

type ChoiceProps = { name: string; value: string; label: string; count?: number; isChosen: boolean }

/** A filter as a checkbox; its count says how many documents it would leave. */
export function FilterChoice({ name, value, label, count, isChosen }: ChoiceProps) {
  const isEmpty = count === 0 && !isChosen
  return (
    <label className={`flex min-h-7 items-start gap-2 py-1 leading-snug ${isEmpty ? 'text-ink-3' : 'text-ink-2'}`}>
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={isChosen}
        disabled={isEmpty}
        className="mt-0.5 size-4 shrink-0"
      />
      <span className="min-w-0 flex-1 break-words">{label}</span>
      {count !== undefined && <span className="tabular-nums text-ink-3">{count}</span>}
    </label>
  )
}
