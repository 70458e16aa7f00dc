'use client'

import { createContext, startTransition, useActionState, useContext, useEffect, useRef, type ReactNode } from 'react'

/**
 * What a sent form comes back with: that it is done, or why not and which fields; a secret is shown this once; or where
 * else it leads. Not by a redirect: a form may not lead to another site (`form-action`).
 */
export type ActionState = {
  done?: string
  failed?: string
  fields?: Record<string, string>
  secret?: string
  leadsTo?: string
} | null

export type Action = (before: ActionState, form: FormData) => Promise<ActionState>

type Props = {
  action: Action
  /** The word on the button. */
  submit: string
  /** The same while the server is asked. */
  busy?: string
  look?: keyof typeof looks
  /** Asked before it is sent, for what cannot be undone. */
  confirm?: string
  className?: string
  /** False while the form is not complete yet: there is no button to send it. */
  isReady?: boolean
  /** Other buttons, before the one that sends. */
  beside?: ReactNode
  children?: ReactNode
}

const looks = {
  primary: 'button button-primary',
  plain: 'button',
  small: 'button button-small',
  /** For what takes something away. */
  danger: 'button button-danger',
  smallDanger: 'button button-small button-danger',
}

const FieldErrors = createContext<Record<string, string>>({})

/** A form that calls an action: says what came of it, and keeps what was typed when it was refused. */
export function ActionForm(props: Props) {
  const {
    action,
    submit,
    busy,
    look = 'primary',
    confirm: question,
    className,
    isReady = true,
    beside,
    children,
  } = props
  const [state, send, isSending] = useActionState(action, null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state?.done) form.current?.reset()
  }, [state])
  return (
    <form
      ref={form}
      action={send}
      className={className ?? 'grid gap-5'}
      onSubmit={(event) => {
        // React empties a form that it sends itself, also when it was refused.
        event.preventDefault()
        const given = new FormData(event.currentTarget)
        if (!isSending && (!question || confirm(question))) startTransition(() => send(given))
      }}
    >
      <FieldErrors value={state?.fields ?? {}}>{children}</FieldErrors>
      <Outcome state={state} />
      <div className="flex flex-wrap gap-3">
        {beside}
        {isReady && (
          <button className={looks[look]} aria-disabled={isSending}>
            {isSending ? (busy ?? submit) : submit}
          </button>
        )}
      </div>
    </form>
  )
}

/** What is wrong with a field of the form around it. */
export function useFieldError(name: string): string | undefined {
  return useContext(FieldErrors)[name]
}

/** What came of a form. */
export function Outcome({ state }: { state: ActionState }) {
  if (!state) return null
  if (state.leadsTo) return <Leave to={state.leadsTo} />
  if (state.failed) {
    return (
      <p role="alert" className="border-l-2 border-bad bg-bad-soft px-4 py-3">
        {state.failed}
      </p>
    )
  }
  return (
    <div role="status" className="border-l-2 border-ok bg-ok-soft px-4 py-3">
      <p>{state.done}</p>
      {state.secret && (
        <p className="mt-2 break-all border border-line bg-surface px-3 py-2 font-mono text-sm select-all">
          {state.secret}
        </p>
      )}
    </div>
  )
}

function Leave({ to }: { to: string }) {
  useEffect(() => location.assign(to), [to])
  return (
    <p role="status">
      <a href={to}>Go on to {new URL(to).host}</a>
    </p>
  )
}
