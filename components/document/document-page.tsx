import type { ReactNode } from 'react'
import type { DocumentCard, LibraryDocument, Surroundings } from '@/lib/library/schema'
import type { ProgressRecord } from '@/lib/progress/schema'
import { CodeCopy } from '@/components/mdx/code-copy'
import { DocumentBody } from '@/components/mdx/document-body'
import { ChangedNotice } from '@/components/progress/changed-notice'
import { KeptInputs } from '@/components/progress/kept-inputs'
import { ProgressDocument } from '@/components/progress/progress-document'
import { ReadingTracker } from '@/components/progress/reading-tracker'
import { ReadToggle } from '@/components/progress/read-toggle'
import { Static } from '@/components/ui/static'
import { lessonNumber } from '@/components/ui/lesson-number'
import { Colophon } from './colophon'
import { DocumentFrame, type Bench } from './document-frame'
import { DocumentHeader } from './document-header'
import { LessonSidebar } from './lesson-sidebar'
import { PrevNext } from './prev-next'
import { Similar } from './similar'
import { Toc } from './toc'
import { TocMark } from './toc-mark'
import { TocDetails } from './toc-details'

type Props = {
  document: LibraryDocument
  around: Surroundings
  today: string
  /** The reader's record of it, as the server has it. */
  record: ProgressRecord | undefined
  eyebrow: string
  /** What stands between the head and the text. */
  lead?: ReactNode
  /** What is added at the end of a section, by its id. */
  after?: Record<string, ReactNode>
  /** What a reader may do with it, which is not the same for everybody. */
  links?: ReactNode
  /** What stands between the text and the sources. */
  tail?: ReactNode
  /** The same, for what comes alive in the browser or is for this reader only. */
  tools?: ReactNode
  /** What stands after all of it, for this reader only. */
  end?: ReactNode
  /** What stands in the margin below the table of contents. */
  margin?: ReactNode
  /** Documents like it, which stand nowhere else on the page. */
  similar: DocumentCard[]
  /** What stands beside the text in the place of margin and lessons, where a reader works on it. */
  bench?: Bench
}

/** The page of any document; each kind adds its own parts. */
export function DocumentPage({
  document,
  around,
  today,
  record,
  eyebrow,
  lead,
  after = {},
  tools,
  links,
  tail,
  end,
  margin,
  similar,
  bench,
}: Props) {
  const { id, kind, title, summary, body, version, hash } = document
  // Parts that are the same for every reader are made once for each state of the library, and each day.
  const from = `${id} ${hash} ${around.revision} ${today}`
  const tracked = { id, kind, lesson: around.home, version, minutes: body.minutes }
  return (
    <DocumentFrame
      kind={kind}
      bench={bench}
      sidebar={
        <Static from={`${from} lessons`}>
          <LessonSidebar lessons={around.lessons} open={around.home} inside={around.inside} current={id} />
        </Static>
      }
      margin={
        <Static from={`${from} margin`}>
          <Toc headings={body.headings} label="On this page" />
          {margin}
        </Static>
      }
    >
      <ReadingTracker document={tracked} />
      <TocMark documentId={id} />
      <KeptInputs documentId={id} />
      <Static from={`${from} head`}>
        <DocumentHeader crumbs={crumbsOf(document, around)} eyebrow={eyebrow} title={title} summary={summary} />
        {lead}
        <TocDetails headings={body.headings} />
      </Static>
      <ChangedNotice document={tracked} />
      <div className="mt-8">
        <ProgressDocument documentId={id}>
          <DocumentBody
            tree={body.tree}
            references={around.references}
            after={after}
            record={record}
            from={`${from} body`}
          />
        </ProgressDocument>
      </div>
      {tools}
      <Static from={`${from} tail`}>{tail}</Static>
      <ReadToggle document={tracked} solves={solvesOf(document, around)} />
      {links}
      <Static from={`${from} foot`}>
        <Colophon document={document} today={today} />
        <Similar cards={similar} />
        <PrevNext previous={around.previous} next={around.next} />
      </Static>
      {end}
      <CodeCopy />
    </DocumentFrame>
  )
}

/** The lessons in which solving a toy problem counts. */
function solvesOf({ kind, lessons }: LibraryDocument, around: Surroundings) {
  if (kind !== 'toy-problem') return []
  return around.lessons.flatMap(({ number, id, version }) =>
    id !== undefined && version !== undefined && lessons.includes(number) ? [{ id, version, lesson: number }] : [],
  )
}

function crumbsOf({ kind, title }: LibraryDocument, { home, homeTitle, homeUrl }: Surroundings) {
  const lessons = { label: 'Lessons', href: '/lessons' }
  const name = `${lessonNumber(home)} ${homeTitle}`
  if (kind === 'lesson') return [lessons, { label: name }]
  return [lessons, { label: name, ...(homeUrl && { href: homeUrl }) }, { label: title }]
}
