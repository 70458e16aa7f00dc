'use client'

import { startTransition, useActionState } from 'react'
import { Outcome, type Action, type ActionState } from '@/components/ui/action-form'

type Props = { draftKey: string; title: string; isShared: boolean; share: Action; unshare: Action }

type Sent = { isOver: boolean; form: FormData }

/** Makes a link by which colleagues read a draft, and takes it back. */
export function ShareDraft({ draftKey, title, isShared, share, unshare }: Props) {
  const run = (before: ActionState, { isOver, form }: Sent) => (isOver ? unshare(before, form) : share(before, form))
  const [state, send, isSending] = useActionState(run, null)
  const act = (isOver: boolean) => {
    const form = new FormData()
    form.set('key', draftKey)
    if (!isSending) startTransition(() => send({ isOver, form }))
  }
  const replaces = `Make a new link to “${title}”? The one before ends.`
  return (
    <>
      <button
        type="button"
        className="button button-small"
        aria-disabled={isSending}
        onClick={() => (!isShared || confirm(replaces)) && act(false)}
      >
        {isShared ? 'New link' : 'Share'}
      </button>
      {isShared && (
        <button type="button" className="button button-small" aria-disabled={isSending} onClick={() => act(true)}>
          Take the link back
        </button>
      )}
      <div className="order-last basis-full empty:hidden">
        <Outcome state={state} />
      </div>
    </>
  )
}
