'use client'

import type { ReactNode } from 'react'
import { useTick } from '@/components/progress/use-kept'

/** A list whose items a reader ticks. */
export function Checklist({ children }: { children: ReactNode }) {
  return <div className="checklist block font-sans text-ui [&_ul]:list-none! [&_ul]:p-0!">{children}</div>
}

/** One item of a checklist; its tick is kept with the reader's progress. */
export function ChecklistItem({ keptAs, children }: { keptAs: string; children: ReactNode }) {
  const [isOn, setOn] = useTick(keptAs)
  return (
    <li className="m-0! border-b border-line first:border-t">
      <label className="flex items-baseline gap-3 py-2">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => setOn(target.checked)}
          className="size-4 shrink-0 translate-y-0.5"
        />
        <span className={isOn ? 'text-ink-3' : undefined}>{children}</span>
      </label>
    </li>
  )
}
