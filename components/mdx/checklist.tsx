import type { ReactNode } from 'react'

/** A list whose items a reader ticks. */
export function Checklist({ children }: { children: ReactNode }) {
  return <div className="block font-sans text-ui [&_ul]:list-none! [&_ul]:p-0!">{children}</div>
}

type ItemProps = {
  keptAs: string
  /** Whether it was ticked before, as far as the server knows; the browser may know better. */
  isTicked?: boolean | undefined
  children: ReactNode
}

/** One item of a checklist; `KeptInputs` keeps its tick with the reader's progress. */
export function ChecklistItem({ keptAs, isTicked, children }: ItemProps) {
  return (
    <li className="m-0! border-b border-line first:border-t">
      <label className="flex items-baseline gap-3 py-2">
        <input
          type="checkbox"
          autoComplete="off"
          data-kept={keptAs}
          defaultChecked={isTicked}
          className="peer size-4 shrink-0 translate-y-0.5"
        />
        <span className="peer-checked:text-ink-3">{children}</span>
      </label>
    </li>
  )
}
