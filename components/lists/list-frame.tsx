import type { ReactNode } from 'react'
import type { Kind } from '@/lib/library/schema'
import { FeedLink } from './feed-link'

type Props = { kind: Kind; title: string; intro: string; action?: ReactNode; filters: ReactNode; children: ReactNode }

/** The page of a list: title, filters on the left, the list. */
export function ListFrame({ kind, title, intro, action, filters, children }: Props) {
  return (
    <div data-kind={kind}>
      <header className="kind-rule flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="title">{title}</h1>
          <p className="mt-2 max-w-[62ch] text-ink-2">{intro}</p>
          <p className="mt-2">
            <FeedLink of={{ kind }} />
          </p>
        </div>
        {action}
      </header>
      <div className="mt-8 grid gap-x-12 gap-y-6 md:grid-cols-[13rem_minmax(0,1fr)]">
        <aside aria-label="Filters">{filters}</aside>
        <div className="min-w-0">{children}</div>
      </div>
    </div>
  )
}
