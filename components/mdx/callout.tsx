import { Info, Pin, TriangleAlert } from 'lucide'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

const kinds = {
  note: { icon: Info, word: 'Note', className: 'border-line-strong' },
  warning: { icon: TriangleAlert, word: 'Warning', className: 'border-warn bg-warn-soft' },
  principle: { icon: Pin, word: 'Principle', className: 'border-kind bg-(--kind-soft)' },
}

type Props = { kind: keyof typeof kinds; title?: string; children: ReactNode }

/** Sets a paragraph apart: a note, a warning, or the principle of the page. */
export function Callout({ kind, title, children }: Props) {
  const { icon, word, className } = kinds[kind]
  return (
    <div role="note" className={`block border-l-2 py-3 pl-5 pr-4 ${className}`}>
      <p className="m-0! flex items-center gap-2 font-sans text-meta font-semibold text-ink">
        <Icon of={icon} className="size-4 shrink-0" />
        {title ?? word}
      </p>
      <div className="[&>div>:first-child]:mt-1 [&>div>:last-child]:mb-0">{children}</div>
    </div>
  )
}
