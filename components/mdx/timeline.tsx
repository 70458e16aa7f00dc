import type { ReactNode } from 'react'
import { Moment } from '@/components/ui/moment'

/** What happened, in order; times are UTC. */
export function Timeline({ children }: { children: ReactNode }) {
  return <ol className="timeline block list-none! p-0!">{children}</ol>
}

/** One event of a timeline. */
export function Event({ at, children }: { at: string; children: ReactNode }) {
  return (
    <li className="grid gap-x-5 border-l border-line-strong py-1.5 pl-4 sm:grid-cols-[11rem_1fr]">
      <Moment at={at} className="font-mono text-meta tabular-nums leading-7 text-ink-3" />
      <div className="[&_p]:m-0">{children}</div>
    </li>
  )
}
