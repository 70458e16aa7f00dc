import type { Heading } from '@/lib/markup/schema'
import { Toc } from './toc'

/** The table of contents under the title, where the screen has no room for a margin. */
export function TocDetails({ headings }: { headings: Heading[] }) {
  if (headings.length < 2) return null
  return (
    <details className="my-6 border-y border-line xl:hidden">
      <summary className="py-2.5 font-semibold">On this page</summary>
      <div className="pb-3">
        <Toc headings={headings} label="On this page, below the title" />
      </div>
    </details>
  )
}
