import type { ReactNode } from 'react'
import { contentsId } from './lesson-sidebar'

type Props = { kind: string; sidebar: ReactNode; margin?: ReactNode; children: ReactNode }

/** The page of a document: lessons on the left, the text, and the margin; one column on small screens. */
export function DocumentFrame({ kind, sidebar, margin, children }: Props) {
  return (
    <div
      data-kind={kind}
      className="grid grid-cols-[minmax(0,1fr)] gap-x-12 md:grid-cols-[15rem_minmax(0,1fr)] xl:grid-cols-[16.5rem_minmax(0,1fr)_14.5rem]"
    >
      <aside
        id={contentsId}
        popover="auto"
        aria-label="Lessons"
        className="contents-sheet md:sticky md:top-20 md:block md:max-h-[calc(100dvh-6rem)] md:self-start md:overflow-y-auto"
      >
        {sidebar}
      </aside>
      <article className="min-w-0 max-w-[46rem]">{children}</article>
      <aside aria-label="On this page" className="hidden xl:block">
        <div className="sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto">{margin}</div>
      </aside>
    </div>
  )
}
