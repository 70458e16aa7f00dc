import type { ReactNode } from 'react'
import { publicCase, type DocumentCard, type Durations, type PostmortemFields } from '@/lib/library/schema'
import { momentText } from '@/components/ui/moment'
import { SeverityBadge } from './severity-badge'

/** What the box says; of a draft, as far as it is known. */
export type Facts = Pick<PostmortemFields, 'severity' | 'failureClass' | 'happened' | 'status' | 'tags'> &
  Partial<Pick<PostmortemFields, 'detectedBy' | 'impact' | 'baseline' | 'versions' | 'heuristic' | 'checks'>>

type Props = {
  postmortem: Facts
  durations: Durations
  /** The toy problem that reproduces it. */
  toy?: Pick<DocumentCard, 'title' | 'url'> | undefined
  isDraft?: boolean
}

/** What a hurried reader needs first: how bad, what kind, when, for how long, who was touched. */
export function SummaryBox({ postmortem, durations, toy, isDraft = false }: Props) {
  const { severity, failureClass, happened, detectedBy, impact, baseline, versions, heuristic, status, tags, checks } =
    postmortem
  const rows: [string, ReactNode][] = [
    ['Severity', <SeverityBadge key="severity" severity={severity} />],
    ['Kind of failure', failureClass.join(', ')],
    ['Happened', momentText(happened)],
    ['Silent for', durations.silentFor],
    ['Time to mitigate', durations.timeToMitigate],
    ['Time to resolve', durations.timeToResolve],
    ['Noticed by', detectedBy],
    ['People touched', impact?.people],
    ['Decisions touched', impact?.decisions],
    ['Money', impact?.money],
    ['Baseline', baseline && baselineText(baseline)],
    ...Object.entries(versions ?? {}).map(([what, value]): [string, ReactNode] => [`Version: ${what}`, value]),
    ['Toy problem', toy && <a href={toy.url}>{toy.title}</a>],
    ['Checked', !isDraft && checks && checksText(checks)],
    ['Status', isDraft ? 'Draft' : status === 'closed' ? 'Closed' : 'Published'],
  ]
  return (
    <section aria-label="In short" className="mt-8 border-y border-line bg-surface px-5 py-4">
      {tags.includes(publicCase) && (
        <p className="mb-3 text-meta text-ink-2">
          <strong>A public case.</strong> Written from published sources, named below; readings of our own are marked.
        </p>
      )}
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {rows.map(([label, value]) => value && <Row key={label} label={label} value={value} />)}
      </dl>
      {heuristic && (
        <p className="mt-4 border-t border-line pt-3 font-serif text-lg">
          <span className="eyebrow font-sans">To remember</span>
          <br />
          {heuristic}
        </p>
      )}
    </section>
  )
}

function Row({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div>
      <dt className="text-meta text-ink-3">{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function checksText(checks: PostmortemFields['checks']): ReactNode {
  const names = [...new Set(checks.map(({ by }) => by))]
  return <a href="#checks">{names.length === 0 ? 'Not checked yet' : `By ${names.join(', ')}`}</a>
}

function baselineText({ what, beatModel }: NonNullable<PostmortemFields['baseline']>): string {
  if (beatModel === undefined) return what
  return beatModel ? `${what}; it beat the model` : `${what}; the model beat it`
}
