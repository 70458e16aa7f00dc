import type { DocumentCard, Postmortem, PostmortemView } from '@/lib/library/schema'
import type { ProgressRecord } from '@/lib/progress/schema'
import { Toy } from '@/components/mdx/toy'
import { DocumentPage } from '@/components/document/document-page'
import { lessonNumber } from '@/components/ui/lesson-number'
import { momentText } from '@/components/ui/moment'
import { MetricsTable } from './metrics-table'
import { PageLinks } from './page-links'
import { PostmortemTools, type Tools } from './postmortem-tools'
import { Relations } from './relations'
import { SummaryBox } from './summary-box'
import { WithdrawForm } from './withdraw-form'

/** The page of a postmortem: the facts in short, the account, what is done about it, and what it belongs to. */
export function PostmortemPage({
  postmortem,
  view,
  today,
  record,
  similar,
  tools,
}: {
  postmortem: Postmortem
  view: PostmortemView
  today: string
  record: ProgressRecord | undefined
  similar: DocumentCard[]
  /** What this reader can do here. */
  tools: Tools
}) {
  const { lessons, happened, metrics } = postmortem
  return (
    <DocumentPage
      document={postmortem}
      around={view}
      today={today}
      record={record}
      similar={similar}
      eyebrow={`Postmortem · ${momentText(happened)}`}
      lead={
        <>
          <SummaryBox postmortem={postmortem} durations={view.durations} toy={view.toy} />
          <MetricsTable metrics={metrics} />
        </>
      }
      tools={
        <>
          {view.toy && !view.isToyInText && (
            <div className="prose">
              <Toy toy={view.toy} />
            </div>
          )}
          <PostmortemTools postmortem={postmortem} today={today} tools={tools} />
        </>
      }
      end={tools.withdraw && <WithdrawForm id={postmortem.id} withdraw={tools.withdraw} />}
      tail={<Relations earlier={view.earlier} later={view.later} />}
      links={<PageLinks id={postmortem.id} mayEdit={tools.mayEdit} />}
      margin={
        <section className="mt-8">
          <h2 className="font-sans text-meta font-semibold">Lessons it shows</h2>
          <ul>
            {lessons.map((number) => {
              const lesson = view.lessons[number - 1]
              return (
                <li key={number}>
                  <a
                    href={lesson?.url ?? '/lessons'}
                    className="quiet-link my-1.5 block border-l-2 border-accent pl-3 text-meta leading-snug text-ink-2"
                  >
                    {lessonNumber(number)} {lesson?.title}
                  </a>
                </li>
              )
            })}
          </ul>
        </section>
      }
    />
  )
}
