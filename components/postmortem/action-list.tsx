'use client'

import { useActionState, useEffect, useRef, useState } from 'react'
import type { Action, ActionState } from '@/components/ui/action-form'
import { ActionRow, type ActionView } from './action-row'

type Props = {
  label: string
  actions: ActionView[]
  /** Whether each says which postmortem it is of. */
  namesPostmortem?: boolean
  /** What changes an action; without it they can only be read. */
  change?: Action | undefined
}

type Sent = { outcome: ActionState; form: FormData } | null

const toastFor = 12_000

/** Actions, each to be settled, opened again, given to somebody else or put off; what came of it is said in words. */
export function ActionList({ label, actions, namesPostmortem = false, change }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const [sent, send, isSending] = useActionState(
    async (_before: Sent, form: FormData): Promise<Sent> => ({ outcome: (await change?.(null, form)) ?? null, form }),
    null,
  )
  useEffect(() => {
    // The button that was pressed has gone, and the keyboard's place with it.
    if (sent && document.activeElement === document.body) list.current?.focus()
  }, [sent])
  return (
    <>
      <ul ref={list} aria-label={label} tabIndex={-1} className="border-t border-line focus-visible:outline-none">
        {actions.map((action) => (
          <ActionRow
            key={`${action.postmortem.id} ${action.index}`}
            action={action}
            namesPostmortem={namesPostmortem}
            {...(change && { edit: { change, send, isSending } })}
          />
        ))}
      </ul>
      <Said sent={sent} send={send} />
    </>
  )
}

/** What came of the last click; a state can be taken back. */
function Said({ sent, send }: { sent: Sent; send: (form: FormData) => void }) {
  const [passed, setPassed] = useState<Sent>(null)
  useEffect(() => {
    if (!sent?.outcome?.done) return undefined
    const timer = setTimeout(() => setPassed(sent), toastFor)
    return () => clearTimeout(timer)
  }, [sent])
  const { done, failed } = (sent === passed ? null : sent?.outcome) ?? {}
  if (failed) {
    return (
      <p role="alert" className="mt-4 border-l-2 border-bad bg-bad-soft px-4 py-3">
        {failed}
      </p>
    )
  }
  return (
    <div role="status" className="fixed inset-x-4 bottom-16 z-30 mx-auto w-fit md:bottom-6">
      {done && sent && (
        <form
          action={() => send(openedAgain(sent.form))}
          className="flex items-center gap-4 rounded border border-line-strong bg-surface py-2 pl-4 pr-2"
        >
          <span className="min-w-0">{done}</span>
          {sent.form.get('state') !== 'open' && <button className="button button-small">Open again</button>}
        </form>
      )}
    </div>
  )
}

function openedAgain(form: FormData): FormData {
  const again = new FormData()
  for (const [name, value] of form) again.set(name, value)
  again.set('state', 'open')
  return again
}
