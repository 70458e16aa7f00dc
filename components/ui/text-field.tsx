'use client'

import { useId, type InputHTMLAttributes } from 'react'
import { useFieldError } from './action-form'
import { describedBy, Field } from './field'

type Props = InputHTMLAttributes<HTMLInputElement> & { name: string; label: string; help?: string }

/** A labelled input of an `ActionForm`. */
export function TextField({ name, label, help, ...input }: Props) {
  const id = useId()
  const error = useFieldError(name)
  return (
    <Field id={id} label={label} error={error} {...(help && { help })}>
      <input className="field" {...input} {...describedBy(id, { help: help !== undefined, error })} name={name} />
    </Field>
  )
}
