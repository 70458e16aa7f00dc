'use client'

import type { InputHTMLAttributes, ReactNode } from 'react'
import { describedBy, Field } from '@/components/ui/field'
import type { DraftFields } from '@/lib/postmortems/draft'
import { nameOf, valueAt, withValueAt } from './paths'

/** The fields of the form: what they hold, what was refused by its path, and the sentence of each. */
export type FormFields = {
  fields: DraftFields
  change: (fields: DraftFields) => void
  errors: Record<string, string>
  help: Record<string, string>
  /** Whether the page is there already, and with it states that change. */
  isPublished: boolean
}

type OneProps = { form: FormFields; path: string; label: string; help?: string }

/** What ties an input to a field of the form. */
export function useOne({ form, path, label, help = helpOf(form, path, label) }: OneProps) {
  const error = form.errors[path]
  return {
    value: valueAt(form.fields, path),
    set: (value: unknown) => form.change(withValueAt(form.fields, path, value)),
    outer: { id: path, label, error, ...(help && { help }) },
    inner: describedBy(path, { help: Boolean(help), error }),
  }
}

type TextProps = OneProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'form' | 'value' | 'onChange'>

/** A line of text. */
export function TextInput({ form, path, label, help, ...input }: TextProps) {
  const { value, set, outer, inner } = useOne({ form, path, label, ...(help !== undefined && { help }) })
  return (
    <Field {...outer}>
      <input
        {...input}
        {...inner}
        className="field"
        value={toText(value)}
        onChange={({ target }) => set(target.value)}
      />
    </Field>
  )
}

/** A value with its unit, or a bare number, which is kept as one. */
export function FigureInput(props: OneProps) {
  const { value, set, outer, inner } = useOne(props)
  return (
    <Field {...outer}>
      <input
        {...inner}
        className="field"
        value={toText(value)}
        onChange={({ target }) => set(toFigure(target.value))}
      />
    </Field>
  )
}

/** A number, kept as one. */
export function NumberInput(props: OneProps) {
  const { value, set, outer, inner } = useOne(props)
  return (
    <Field {...outer}>
      <input
        {...inner}
        inputMode="numeric"
        className="field"
        value={toText(value)}
        onChange={({ target }) => set(toFigure(target.value))}
      />
    </Field>
  )
}

/** A choice of a few words; none of them is one of the choices where `none` names it. */
export function SelectInput({ choices, none, ...props }: OneProps & { choices: readonly string[]; none?: string }) {
  const { value, set, outer, inner } = useOne(props)
  return (
    <Field {...outer}>
      <select {...inner} className="field" value={toText(value)} onChange={({ target }) => set(target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </Field>
  )
}

/** Fields of a kind beside each other where there is room. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className="grid items-end gap-4 sm:grid-cols-2">{children}</div>
}

/** The sentence of a field, where it says more than its label. */
function helpOf({ help }: FormFields, path: string, label: string): string {
  const sentence = help[nameOf(path)] ?? ''
  const words = new Set(label.toLowerCase().split(' '))
  const isMore = sentence
    .toLowerCase()
    .replace('.', '')
    .split(' ')
    .some((word) => word !== 'the' && !words.has(word))
  return isMore ? sentence : ''
}

/** A value as an input shows it. */
export function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function toFigure(text: string): string | number {
  return text !== '' && String(Number(text)) === text ? Number(text) : text
}
