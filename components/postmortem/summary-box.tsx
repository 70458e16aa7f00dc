import type { ReactNode } from 'react'
import type { Durations, Postmortem } from '@/lib/library/schema'
import { momentText } from '@/components/ui/moment'
import { SeverityBadge } from './severity-badge'

/** What a hurried reader needs first: how bad, what kind, when, for how long, who was touched. */
export function SummaryBox({ postmortem, durations }: { postmortem: Postmortem; durations: Durations }) {
  const { severity, failureClass, happened, detectedBy, impact, baseline, versions, heuristic, status, tags } =
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
    ['Status', status === 'closed' ? 'Closed' : 'Published'],
  ]
  return (
    <section aria-label="In short" className="mt-8 border-y border-line bg-surface px-5 py-4">
      {tags.includes('public case') && (
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

function baselineText({ what, beatModel }: NonNullable<Postmortem['baseline']>): string {
  if (beatModel === undefined) return what
  return beatModel ? `${what}; it beat the model` : `${what}; the model beat it`
}
