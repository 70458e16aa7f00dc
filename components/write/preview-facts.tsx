'use client'

import { durationsOf } from '@/lib/library/durations'
import type { Postmortem } from '@/lib/library/schema'
import { ActionsTable } from '@/components/postmortem/actions-table'
import { MetricsTable } from '@/components/postmortem/metrics-table'
import { SummaryBox, type Facts } from '@/components/postmortem/summary-box'
import type { DraftFields } from '@/lib/postmortems/draft'
import { tidy, valueAt } from './fields/paths'

/** The facts in short as the page will show them, as far as they are filled in. */
export function PreviewFacts({ fields }: { fields: DraftFields }) {
  const { baseline, severity = 'minor', ...said } = tidy<Record<string, unknown>>(fields) as Partial<Postmortem>
  const facts: Facts = {
    ...said,
    ...(baseline && valueAt(baseline, 'what') !== undefined && { baseline }),
    severity,
    failureClass: said.failureClass ?? ['none of these'],
    happened: said.happened ?? '',
    status: said.status ?? 'published',
    tags: said.tags ?? [],
  }
  return (
    <>
      <SummaryBox postmortem={facts} durations={durationsOf(said)} />
      <MetricsTable metrics={said.metrics ?? []} />
    </>
  )
}

/** What is done about it, as the page will show it below the text. */
export function PreviewActions({ fields }: { fields: DraftFields }) {
  const { actions = [] } = tidy(fields) as { actions?: Partial<Postmortem['actions'][number]>[] }
  const shown = actions.map((action) => ({ what: '', kind: 'prevent' as const, state: 'open' as const, ...action }))
  return <ActionsTable actions={shown} />
}
