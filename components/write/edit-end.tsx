'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { describedBy, Field } from '@/components/ui/field'
import type { FormState } from '@/lib/postmortems/form-state'
import { Outcome } from './outcome'
import { SaveStatus } from './save-status'
import { PublishButton, WhileSent } from './sending'
import type { Change } from './use-change'

type HeadProps = Pick<Change, 'written'> & { title: string; isAsked: boolean; isSending: boolean }

/** The head of the form of a published page: which one, and where what is typed is kept. */
export function EditHead({ title, written, isAsked, isSending }: HeadProps) {
  return (
    <header className="kind-rule flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <h1 className="title">Edit “{title}”</h1>
      <SaveStatus of={written} isAsked={isAsked} isSending={isSending} />
    </header>
  )
}

type EndProps = {
  change: Pick<Change, 'written' | 'why' | 'note' | 'isChanged' | 'discard'>
  url: string
  whyError: string | undefined
  answer: FormState
  isSending: boolean
}

/** The foot of the form of a published page: why it is changed, what came of it, and the ways on. */
export function EditEnd({ change, url, whyError, answer, isSending }: EndProps) {
  const { written, why, note, isChanged, discard } = change
  return (
    <>
      <WhileSent isSending={isSending} className="mt-6">
        <Field id="why" label="Why you change it" help="One line; the history of the page shows it." error={whyError}>
          <input
            {...describedBy('why', { help: true, error: whyError })}
            className="field"
            maxLength={300}
            value={why}
            onChange={({ target }) => note({ why: target.value })}
          />
        </Field>
      </WhileSent>
      <Outcome state={answer} />
      <div className="mt-6 flex flex-wrap items-center gap-4">
        <PublishButton isSending={isSending} isOff={!isChanged}>
          Publish the change
        </PublishButton>
        <a className="button" href={url}>
          Back to the page
        </a>
        {written.status.is !== 'untouched' && (
          <button
            type="button"
            inert={isSending}
            className="button inert:opacity-55"
            onClick={() => confirm('Throw your changes away?') && discard()}
          >
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
