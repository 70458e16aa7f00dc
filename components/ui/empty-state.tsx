import type { ReactNode } from 'react'

/** What a place says when it is empty: what it is for, why it is empty, and one thing to do. */
export function EmptyState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="border-y border-line py-8">
      <h2 className="text-xl">{title}</h2>
      <div className="mt-2 max-w-[60ch] text-ink-2">{children}</div>
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
