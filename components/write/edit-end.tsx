'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { describedBy, Field } from '@/components/ui/field'
import type { FormState } from '@/lib/postmortems/form-state'
import { Outcome } from './outcome'

type HeadProps = { title: string; isChanged: boolean; isAsked: boolean }

/** The head of the form of a published page: which one, and whether what is typed is kept. */
export function EditHead({ title, isChanged, isAsked }: HeadProps) {
  return (
    <header className="kind-rule flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <h1 className="title">Edit “{title}”</h1>
      <p className="min-h-6 basis-full text-meta text-ink-3" role="status">
        {isChanged && 'Kept in this tab until you publish.'}
        {!isChanged && isAsked && 'Nothing has changed yet.'}
      </p>
    </header>
  )
}

type EndProps = {
  url: string
  why: string
  whyError: string | undefined
  onWhy: (line: string) => void
  answer: FormState
  isSending: boolean
  isChanged: boolean
  discard: () => void
}

/** The foot of the form of a published page: why it is changed, what came of it, and the ways on. */
export function EditEnd({ url, why, whyError, onWhy, answer, isSending, isChanged, discard }: EndProps) {
  return (
    <>
      <div className="mt-6">
        <Field id="why" label="Why you change it" help="One line; the history of the page shows it." error={whyError}>
          <input
            {...describedBy('why', { help: true, error: whyError })}
            className="field"
            maxLength={300}
            value={why}
            onChange={({ target }) => onWhy(target.value)}
          />
        </Field>
      </div>
      <Outcome state={answer} />
      <div className="mt-6 flex flex-wrap items-center gap-4">
        <button className="button button-primary" aria-disabled={isSending || !isChanged}>
          {isSending ? 'Publishing…' : 'Publish the change'}
        </button>
        <a className="button" href={url}>
          Back to the page
        </a>
        {isChanged && (
          <button type="button" className="button" onClick={() => confirm('Throw your changes away?') && discard()}>
            Discard the changes
          </button>
        )}
      </div>
      <p className="mt-3 text-meta text-ink-3">
        {isChanged
          ? 'Publishing commits the change in your name.'
          : 'There is nothing to publish until something changes.'}
      </p>
    </>
  )
}

/** Once the change is published what was kept of it goes, and the page opens. */
export function useOpenChanged(url: string | undefined, discard: () => void): void {
  const router = useRouter()
  const forget = useEffectEvent(discard)
  useEffect(() => {
    if (!url) return
    forget()
    router.push(url)
  }, [url, router])
}
