'use client'

import { durationsOf } from '@/lib/library/durations'
import { detectedByNames } from '../choices'
import { SelectInput, toText, Columns, type FormFields } from './inputs'
import { MomentInput } from './moment-input'

/** When it began, was noticed, was stopped and was over, and how long that took. */
export function TimesFields({ form, today }: { form: FormFields; today: string }) {
  return (
    <>
      <Columns>
        <MomentInput form={form} path="started" label="Started" max={today} />
        <MomentInput form={form} path="detected" label="Detected" max={today} />
        <MomentInput form={form} path="mitigated" label="Mitigated" max={today} />
        <MomentInput form={form} path="resolved" label="Resolved" max={today} />
      </Columns>
      <Spans form={form} />
      <SelectInput form={form} path="detectedBy" label="Detected by" choices={detectedByNames} none="not said" />
    </>
  )
}

function Spans({ form: { fields } }: { form: FormFields }) {
  const { silentFor, timeToMitigate, timeToResolve } = durationsOf({
    started: toText(fields.started),
    detected: toText(fields.detected),
    mitigated: toText(fields.mitigated),
    resolved: toText(fields.resolved),
  })
  const spans = [
    ['Time to detect', silentFor],
    ['Time to mitigate', timeToMitigate],
    ['Time to resolve', timeToResolve],
  ].filter(([, span]) => span !== undefined && !span.startsWith('-'))
  return (
    <div role="status">
      {spans.length > 0 && (
        <dl className="flex flex-wrap gap-x-8 gap-y-1 bg-sunken px-4 py-2 tabular-nums">
          {spans.map(([name, span]) => (
            <div key={name} className="flex gap-2">
              <dt className="text-ink-2">{name}</dt>
              <dd className="font-semibold">{span}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
