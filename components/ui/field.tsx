import type { ReactNode } from 'react'

type FieldProps = { id: string; label: string; help?: string; error: string | undefined; children: ReactNode }

/** A labelled field with its help sentence and, when it was refused, what is wrong with it. */
export function Field({ id, label, help, error, children }: FieldProps) {
  return (
    <div>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {help && (
        <p id={`${id}-help`} className="text-meta text-ink-3">
          {help}
        </p>
      )}
      <div className="mt-1">{children}</div>
      <FieldError id={id} error={error} />
    </div>
  )
}

/** What is wrong with a field. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null
  return (
    <p id={`${id}-error`} className="mt-1 text-meta font-semibold text-bad">
      {error}.
    </p>
  )
}

/** The attributes that tie a control to its help and its error. */
export function describedBy(id: string, { help, error }: { help?: boolean; error: string | undefined }) {
  const ids = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return { id, name: id, 'aria-invalid': error ? true : undefined, 'aria-describedby': ids || undefined }
}
