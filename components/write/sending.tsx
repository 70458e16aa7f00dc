'use client'

import { useLayoutEffect, useRef, type ReactNode } from 'react'
import type { EditState, SourceState } from '@/lib/postmortems/form-state'

/** Whether a form is on its way: being sent, or published and about to give place to its page. */
export function isUnderWay(isSending: boolean, state: EditState | SourceState): boolean {
  return isSending || (state !== null && 'url' in state)
}

type Props = { isSending: boolean; className?: string; children: ReactNode }

/** A part of a form that stays as it is while the form is sent: what was typed then would be in nothing that is published. */
export function WhileSent({ isSending, className = '', children }: Props) {
  return (
    <div inert={isSending} className={`inert:opacity-55 ${className}`}>
      {children}
    </div>
  )
}

type ButtonProps = { isSending: boolean; isOff?: boolean; children: string }

/** The button that publishes: what is left of the form to be reached while it is sent. */
export function PublishButton({ isSending, isOff = false, children }: ButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    // A part that turns inert loses the focus a moment later, and a keyboard would begin again at the top of the page.
    if (isSending && document.activeElement?.closest('[inert]')) button.current?.focus()
  }, [isSending])
  return (
    <button ref={button} className="button button-primary" aria-disabled={isSending || isOff}>
      {isSending ? 'Publishing…' : children}
    </button>
  )
}
