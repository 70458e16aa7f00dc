'use client'

import { Field } from '@/components/ui/field'
import { toText, useOne, type FormFields } from './inputs'

type Props = { form: FormFields; path: string; label: string; max: string }

/** A day, and where it is known the time in UTC. What is less or more precise than that is edited as text. */
export function MomentInput({ form, path, label, max }: Props) {
  const { value, set, outer, inner } = useOne({ form, path, label })
  const text = toText(value)
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})Z)?$/.exec(text)
  if (text !== '' && !parts) {
    return (
      <Field {...outer}>
        <input {...inner} className="field" value={text} onChange={({ target }) => set(target.value)} />
      </Field>
    )
  }
  const [, day = '', time = ''] = parts ?? []
  return (
    <Field {...outer}>
      <div className="flex gap-2">
        <input
          {...inner}
          type="date"
          max={max}
          className="field min-w-0 flex-3"
          value={day}
          onChange={({ target }) => set(momentOf(target.value, time))}
        />
        <input
          type="time"
          aria-label={`${label}: time in UTC`}
          className="field min-w-0 flex-2"
          disabled={day === ''}
          value={time}
          onChange={({ target }) => set(momentOf(day, target.value))}
        />
      </div>
    </Field>
  )
}

function momentOf(day: string, time: string): string {
  if (day === '') return ''
  return time === '' ? day : `${day}T${time.slice(0, 5)}Z`
}
