import type { ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from '@/components/shell/breadcrumbs'

type Props = { crumbs: Crumb[]; eyebrow: ReactNode; title: string; summary: string; children?: ReactNode }

/** The head of a document: where it stands, what it is, its title and its summary. */
export function DocumentHeader({ crumbs, eyebrow, title, summary, children }: Props) {
  return (
    <header>
      <Breadcrumbs crumbs={crumbs} />
      <div className="kind-rule mt-4">
        <p className="eyebrow">{eyebrow}</p>
        <h1 className="title mt-2">{title}</h1>
        <p className="mt-3 max-w-[60ch] font-serif text-xl leading-normal text-ink-2">{summary}</p>
        {children}
      </div>
    </header>
  )
}
