import type { ComponentProps } from 'react'
import type { Overview } from '@/lib/library/schema'
import { ResumeCard } from '@/components/progress/resume-card'
import { OverdueBlock } from '@/components/postmortem/overdue-block'
import { PostmortemRow } from '@/components/postmortem/postmortem-row'
import { EmptyState } from '@/components/ui/empty-state'
import { LessonRows } from './lesson-rows'
import { writtenLessons } from './written-lessons'

type Props = { overview: Overview; overdue: ComponentProps<typeof OverdueBlock>; refused: number }

/** The home page: where to go on, the twelve lessons as rulers, the latest postmortems. */
export function HomePage({ overview, overdue, refused }: Props) {
  return (
    <>
      {refused > 0 && <RefusedLine count={refused} />}
      <div className="grid items-end gap-x-12 gap-y-6 md:grid-cols-[minmax(0,1fr)_22rem]">
        <header>
          <h1 className="display">Twelve lessons, and what taught them</h1>
          <p className="mt-4 max-w-[56ch] font-serif text-xl leading-normal text-ink-2">
            Read a lesson, try its problem, look up what went wrong before, and write down what goes wrong next.
          </p>
        </header>
        <ResumeCard lessons={writtenLessons(overview.lessons)} />
      </div>
      <OverdueBlock {...overdue} />
      {overview.documents === 0 && <NothingHere />}
      <section aria-labelledby="lessons-heading" className="mt-12">
        <h2 id="lessons-heading" className="sr-only">
          The twelve lessons
        </h2>
        <LessonRows lessons={overview.lessons} heading="h3" />
      </section>
      <section aria-labelledby="latest-heading" data-kind="postmortem" className="mt-16">
        <div className="kind-rule flex flex-wrap items-baseline justify-between gap-3">
          <h2 id="latest-heading" className="text-2xl">
            Latest postmortems
          </h2>
          <a href="/write/new">Add a postmortem</a>
        </div>
        {overview.latest.length === 0 ? (
          <p className="mt-4 text-ink-2">None yet. A short one beats none; the form takes ten minutes.</p>
        ) : (
          <ul>
            {overview.latest.map((postmortem) => (
              <PostmortemRow key={postmortem.id} postmortem={postmortem} />
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

/** For admins. */
function RefusedLine({ count }: { count: number }) {
  return (
    <p className="mb-8 border-l-2 border-warn bg-warn-soft px-4 py-2">
      {count === 1
        ? '1 file of the content folder is not served as it is. '
        : `${count} files of the content folder are not served as they are. `}
      <a href="/content">See why, and what to do</a>
    </p>
  )
}

function NothingHere() {
  return (
    <div className="mt-10">
      <EmptyState
        title="The content folder is empty"
        action={
          <a href="/write/new" className="button button-primary">
            Write the first postmortem
          </a>
        }
      >
        <p>
          This site shows what lies in its content folder, and nothing lies there yet. Point <code>CONTENT_DIR</code> at
          a folder with <code>lessons/</code>, <code>toy-problems/</code> and <code>postmortems/</code>, copy the
          content that comes with the product into it, or begin with a postmortem of your own. The{' '}
          <a href="/write/guide">authoring guide</a> shows what a document looks like.
        </p>
      </EmptyState>
    </div>
  )
}
