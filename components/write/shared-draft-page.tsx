import type { Durations, LibraryDocument, PostmortemFields, Reference } from '@/lib/library/schema'
import type { Body, Problem } from '@/lib/markup/schema'
import type { DraftText } from '@/lib/postmortems/draft'
import { bodySections } from '@/lib/postmortems/schema'
import { withoutEmptySections } from '@/lib/postmortems/sections'
import { CodeCopy } from '@/components/mdx/code-copy'
import { DocumentBody } from '@/components/mdx/document-body'
import { ActionsTable } from '@/components/postmortem/actions-table'
import { MetricsTable } from '@/components/postmortem/metrics-table'
import { SummaryBox } from '@/components/postmortem/summary-box'
import { ProgressDocument } from '@/components/progress/progress-document'
import { Moment } from '@/components/ui/moment'

type Props = {
  draft: {
    author: string
    updatedAt: string
    text: DraftText
    changes: Pick<LibraryDocument, 'kind' | 'title'> | undefined
    facts: { fields: PostmortemFields; durations: Durations } | undefined
    page: { ok: true; body: Body; references: Record<string, Reference> } | { ok: false; problems: Problem[] }
  }
}

/** A colleague's draft, as its page will be. */
export function SharedDraftPage({ draft: { author, updatedAt, text, changes, facts, page } }: Props) {
  const { title, summary } = text.fields
  const kind = changes?.kind ?? 'postmortem'
  return (
    <article data-kind={kind} className="min-w-0 max-w-[46rem]">
      <p className="border-l-2 border-warn bg-warn-soft px-4 py-3">
        <strong>A draft of {author}, not published.</strong> It may be wrong or half written. Saved{' '}
        <Moment at={updatedAt} />; reload for what came since. Tell {author} what you would ask.
      </p>
      <header className="kind-rule mt-6">
        <p className="eyebrow">{changes ? `Change of “${changes.title}”` : 'Draft of a postmortem'}</p>
        <h1 className="title mt-2 [overflow-wrap:anywhere]">{title.trim() || 'Untitled'}</h1>
        <p className="mt-3 max-w-[60ch] font-serif text-xl leading-normal text-ink-2">{summary}</p>
      </header>
      {facts && (
        <>
          <SummaryBox postmortem={facts.fields} durations={facts.durations} isDraft />
          <MetricsTable metrics={facts.fields.metrics} />
        </>
      )}
      {!facts && kind === 'postmortem' && (
        <p className="mt-6 text-ink-3">Some fields are missing yet, so the facts in short are not shown.</p>
      )}
      <div className="mt-8">
        {withoutEmptySections(text.body, bodySections).trim() === '' && (
          <p className="text-ink-3">Its text is not begun yet.</p>
        )}
        {page.ok ? (
          <ProgressDocument documentId={undefined}>
            <DocumentBody tree={page.body.tree} references={page.references} />
          </ProgressDocument>
        ) : (
          <AsWritten body={text.body} problems={page.problems} />
        )}
      </div>
      {facts && <ActionsTable actions={facts.fields.actions} />}
      <CodeCopy />
    </article>
  )
}

function AsWritten({ body, problems }: { body: string; problems: Problem[] }) {
  return (
    <>
      <p className="text-warn">The text cannot be shown as a page yet. It is below as it was written.</p>
      <ul className="mt-2 text-meta text-ink-2">
        {problems.map(({ line, column, message }, index) => (
          <li key={index}>
            Line {line}, column {column}: {message}
          </li>
        ))}
      </ul>
      <pre
        tabIndex={0}
        aria-label="The text as it was written"
        className="mt-4 overflow-x-auto whitespace-pre-wrap border border-line bg-(--code-bg) p-3 font-mono text-sm"
      >
        {body}
      </pre>
    </>
  )
}

/** A link that leads to no draft. */
export function NoSharedDraft() {
  return (
    <div className="max-w-[46rem] py-8">
      <p className="eyebrow">404</p>
      <h1 className="title mt-2">This link leads to no draft</h1>
      <p className="mt-3 text-ink-2">
        Its author has taken it back or made a new one, or the draft has been published or deleted. Ask for a new link,
        or look among the <a href="/postmortems">postmortems</a>.
      </p>
    </div>
  )
}
