import type { ReactNode } from 'react'
import { contentsId } from './lesson-sidebar'

type Props = { kind: string; sidebar: ReactNode; margin?: ReactNode; bench?: Bench | undefined; children: ReactNode }

/** What stands beside a text that is worked on, and on small screens the choice between the two. */
export type Bench = { tabs: ReactNode; bench: ReactNode }

/** The page of a document: lessons on the left, the text, and the margin; one column on small screens. */
export function DocumentFrame({ kind, sidebar, margin, bench, children }: Props) {
  if (bench) return <BenchFrame {...{ kind, sidebar, bench }}>{children}</BenchFrame>
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

function BenchFrame({ kind, sidebar, bench, children }: Required<Omit<Props, 'margin' | 'bench'>> & { bench: Bench }) {
  return (
    <div data-kind={kind} data-tab="problem" className="bench-frame" suppressHydrationWarning>
      <aside id={contentsId} popover="auto" aria-label="Lessons" className="contents-sheet">
        {sidebar}
      </aside>
      <button type="button" popoverTarget={contentsId} className="bench-link bench-contents">
        All lessons
      </button>
      {bench.tabs}
      <article className="min-w-0 max-w-[46rem]">{children}</article>
      <div className="bench-side">{bench.bench}</div>
    </div>
  )
}
