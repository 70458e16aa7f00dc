'use client'

import { Field, FieldError } from '@/components/ui/field'
import type { LessonRow } from '@/lib/library/schema'
import { severityChoices } from './choices'
import { TextInput, toText, useOne, type FormFields } from './fields/inputs'
import { MomentInput } from './fields/moment-input'

type Props = {
  form: FormFields
  lessons: LessonRow[]
  today: string
  /** Called beside the change when how bad it was is chosen. */
  onSeverity: (severity: string) => void
}

/** The five fields that everybody fills in: title, date, severity, lessons, summary. */
export function FactFields({ form, lessons, today, onSeverity }: Props) {
  return (
    <div className="grid gap-5">
      <TextInput
        form={form}
        path="title"
        label="Title"
        help="What went wrong, in a line: “The score was too good”."
        maxLength={160}
      />
      <div className="sm:max-w-80">
        <MomentInput form={form} path="happened" label="When it happened" max={today} />
      </div>
      <SeverityField form={form} onSeverity={onSeverity} />
      <LessonsField form={form} lessons={lessons} />
      <SummaryField form={form} />
    </div>
  )
}

function SummaryField({ form }: { form: FormFields }) {
  const { value, set, outer, inner } = useOne({
    form,
    path: 'summary',
    label: 'Summary',
    help: 'One plain sentence that somebody outside the team understands.',
  })
  return (
    <Field {...outer}>
      <textarea
        {...inner}
        rows={2}
        className="field"
        maxLength={400}
        value={toText(value)}
        onChange={({ target }) => set(target.value)}
      />
    </Field>
  )
}

function SeverityField({ form, onSeverity }: Pick<Props, 'form' | 'onSeverity'>) {
  const error = form.errors.severity
  return (
    <fieldset aria-describedby={error && 'severity-error'} data-invalid={error && ''}>
      <legend className="font-semibold">Severity</legend>
      <div className="mt-1 grid gap-1">
        {severityChoices.map(({ value, word, help }) => (
          <label key={value} className="flex min-h-7 items-baseline gap-2">
            <input
              type="radio"
              name="severity"
              value={value}
              checked={form.fields.severity === value}
              onChange={() => onSeverity(value)}
              className="size-4 shrink-0 translate-y-0.5"
            />
            <span>
              <strong>{word}</strong> <span className="text-ink-2">{help}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldError id="severity" error={error} />
    </fieldset>
  )
}

function LessonsField({ form: { fields, change, errors }, lessons }: Pick<Props, 'form' | 'lessons'>) {
  const error = errors.lessons
  const toggle = (value: string, isOn: boolean) =>
    change({
      ...fields,
      lessons: isOn ? [...fields.lessons, value] : fields.lessons.filter((lesson) => lesson !== value),
    })
  return (
    <fieldset aria-describedby={error && 'lessons-error'} data-invalid={error && ''}>
      <legend className="font-semibold">Lessons it shows</legend>
      <p className="text-meta text-ink-3">The first you choose becomes its home.</p>
      <div className="mt-1 grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {lessons.map(({ number, title }) => {
          const place = fields.lessons.indexOf(String(number))
          return (
            <label key={number} className="flex min-h-7 items-baseline gap-2">
              <input
                type="checkbox"
                name="lessons"
                value={number}
                checked={place !== -1}
                onChange={({ target }) => toggle(String(number), target.checked)}
                className="size-4 shrink-0 translate-y-0.5"
              />
              <span className={place === 0 ? 'font-semibold' : undefined}>
                {number}. {title ?? `Lesson ${number}`}{' '}
                {place === 0 && <span className="text-meta text-kind">home</span>}
              </span>
            </label>
          )
        })}
      </div>
      <FieldError id="lessons" error={error} />
    </fieldset>
  )
}
