'use client'

import type { LessonRow } from '@/lib/library/schema'
import { failureClassNames, severityChoices } from './choices'
import { describedBy, Field, FieldError } from '@/components/ui/field'
import type { Draft } from './use-draft'

type Props = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  errors: Record<string, string>
  lessons: LessonRow[]
  today: string
}

/** The fields above the text: name, title, date, severity, kind, lessons, summary. */
export function FactFields({ draft, change, errors, lessons, today }: Props) {
  return (
    <div className="grid gap-5">
      <Field id="title" label="Title" help="What went wrong, in a line: “The score was too good”." error={errors.title}>
        <input
          {...describedBy('title', { help: true, error: errors.title })}
          className="field"
          maxLength={160}
          value={draft.title}
          onChange={({ target }) => change({ title: target.value })}
        />
      </Field>
      <div className="sm:max-w-56">
        <Field id="happened" label="When it happened" error={errors.happened}>
          <input
            {...describedBy('happened', { error: errors.happened })}
            type="date"
            max={today}
            className="field"
            value={draft.happened}
            onChange={({ target }) => change({ happened: target.value })}
          />
        </Field>
      </div>
      <SeverityField draft={draft} change={change} error={errors.severity} />
      <Field id="failureClass" label="Kind of failure" error={errors.failureClass}>
        <select
          {...describedBy('failureClass', { error: errors.failureClass })}
          className="field"
          value={draft.failureClass}
          onChange={({ target }) => change({ failureClass: target.value })}
        >
          {failureClassNames.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </Field>
      <LessonsField draft={draft} change={change} error={errors.lessons} lessons={lessons} />
      <Field
        id="summary"
        label="Summary"
        help="One plain sentence that somebody outside the team understands."
        error={errors.summary}
      >
        <textarea
          {...describedBy('summary', { help: true, error: errors.summary })}
          rows={2}
          className="field"
          maxLength={400}
          value={draft.summary}
          onChange={({ target }) => change({ summary: target.value })}
        />
      </Field>
    </div>
  )
}

type OneField = Pick<Props, 'draft' | 'change'> & { error: string | undefined }

function SeverityField({ draft, change, error }: OneField) {
  return (
    <fieldset aria-describedby={error && 'severity-error'}>
      <legend className="font-semibold">Severity</legend>
      <div className="mt-1 grid gap-1">
        {severityChoices.map(({ value, word, help }) => (
          <label key={value} className="flex min-h-7 items-baseline gap-2">
            <input
              type="radio"
              name="severity"
              value={value}
              checked={draft.severity === value}
              onChange={() => change({ severity: value })}
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

function LessonsField({ draft, change, error, lessons }: OneField & { lessons: LessonRow[] }) {
  const toggle = (value: string, isOn: boolean) =>
    change({ lessons: isOn ? [...draft.lessons, value] : draft.lessons.filter((lesson) => lesson !== value) })
  return (
    <fieldset aria-describedby={error && 'lessons-error'}>
      <legend className="font-semibold">Lessons it shows</legend>
      <p className="text-meta text-ink-3">The first you choose becomes its home.</p>
      {/* The order of choosing counts; checkboxes are sent in the order of the page, and only the first of each number is read. */}
      {draft.lessons.map((value) => (
        <input key={value} type="hidden" name="lessons" value={value} />
      ))}
      <div className="mt-1 grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {lessons.map(({ number, title }) => {
          const place = draft.lessons.indexOf(String(number))
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
