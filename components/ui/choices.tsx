import type { ReactNode } from 'react'

/** A question with a few answers, one of which holds. */
export function Choices({ name, legend, children }: { name: string; legend: string; children: ReactNode }) {
  return (
    <div role="radiogroup" aria-labelledby={`${name}-legend`} className="grid gap-3">
      <p id={`${name}-legend`} className="font-semibold">
        {legend}
      </p>
      {children}
    </div>
  )
}

type ChoiceProps = { name: string; value: string; title: string; isChosen?: boolean; children: ReactNode }

/** One of the answers, with what it means. */
export function Choice({ name, value, title, isChosen = false, children }: ChoiceProps) {
  return (
    <label className="flex items-baseline gap-3">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="size-4 shrink-0 translate-y-0.5"
      />
      <span>
        {title}
        <span className="block text-meta text-ink-3">{children}</span>
      </span>
    </label>
  )
}
