import type { ComponentProps, ReactNode } from 'react'
import type { ProgressRecord } from '@/lib/progress/schema'
import { Callout } from './callout'
import { Chart } from './chart'
import { Checklist, ChecklistItem } from './checklist'
import { Hint, Solution } from './disclosure'
import { DocumentLink, type References } from './document-link'
import { Figure } from './figure'
import { Html } from './html'
import { Metric } from './metric'
import { Predict } from './predict'
import { Option, Question } from './question'
import type { ComponentMap } from './render-tree'
import { Event, Timeline } from './timeline'
import { Toy } from './toy'

type Options = {
  /** Documents the text refers to, by id. */
  references: References
  /** What a page adds at the end of a section, by the section's id. */
  after?: Record<string, ReactNode>
  /** What the reader ticked and answered before, as the server knows it. */
  record?: Pick<ProgressRecord, 'ticks' | 'answers'> | undefined
}

/** Exactly what an author may write, as React components; the same on a page and in the preview. */
export function componentMap({ references, after = {}, record }: Options): ComponentMap {
  return {
    Callout,
    Chart,
    Checklist,
    ChecklistItem: (props: ComponentProps<typeof ChecklistItem>) => (
      <ChecklistItem {...props} isTicked={record?.ticks[props.keptAs]?.on} />
    ),
    Event,
    Figure,
    Hint,
    Html,
    Metric,
    Option: (props: ComponentProps<typeof Option>) => (
      <Option {...props} isChosen={record?.answers[props.question]?.value === props.keptAs} />
    ),
    Predict,
    Question,
    Solution,
    Timeline,
    DocumentLink: ({ id }: { id: string }) => <DocumentLink card={references[id]} />,
    Toy: ({ id }: { id: string }) => <Toy toy={references[id]} />,
    Section: ({ id, children }: { id: string; children: ReactNode }) => (
      <section>
        {children}
        {Object.hasOwn(after, id) && after[id]}
      </section>
    ),
  }
}
