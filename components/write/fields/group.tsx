'use client'

import type { ReactNode } from 'react'

type Props = { title: string; about: string; isFilled: boolean; children: ReactNode }

/** Fields that nobody has to fill in, closed until they are asked for. */
export function Group({ title, about, isFilled, children }: Props) {
  return (
    <details className="border-t border-line">
      <summary className="min-h-10 py-2">
        <span className="font-semibold">{title}</span> <span className="text-meta text-ink-3">{about}</span>
        {isFilled && <span className="text-meta text-ink-2"> · filled in</span>}
      </summary>
      <div className="grid gap-5 pt-2 pb-6">{children}</div>
    </details>
  )
}
