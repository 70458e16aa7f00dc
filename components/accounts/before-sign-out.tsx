'use client'

import { useRef, type ReactNode, type SyntheticEvent } from 'react'
import { giveUpUnsent, sendAll } from '@/components/progress/sync'
import { forgetDrafts, readKeptDraft } from '@/components/write/kept-draft'

/**
 * Around a form that signs out: sends what this browser has of the person's progress and the server does not, and asks
 * before anything is lost that is nowhere else. Then nothing of theirs stays behind.
 */
export function BeforeSignOut({ children }: { children: ReactNode }) {
  const isCleared = useRef(false)
  const handleSubmit = (event: SyntheticEvent) => {
    if (isCleared.current) {
      isCleared.current = false
      return
    }
    event.preventDefault()
    event.stopPropagation()
    const form = event.target as HTMLFormElement
    const submit = () => {
      isCleared.current = true
      form.requestSubmit()
    }
    // Later than this event: while a browser still tells of it, it ignores that a form is sent once more.
    void clear().then((mayGo) => mayGo && setTimeout(submit))
  }
  return <div onSubmitCapture={handleSubmit}>{children}</div>
}

async function clear(): Promise<boolean> {
  const unsent = await sendAll()
  const losses = [
    unsent > 0 && `What you did on ${unsent === 1 ? 'one page' : `${unsent} pages`} could not be sent to your account.`,
    readKeptDraft() !== null && 'Your draft of a postmortem is kept in this browser alone.',
  ].filter(Boolean)
  if (losses.length > 0 && !confirm(`${losses.join(' ')} Sign out, and lose it?`)) return false
  giveUpUnsent()
  forgetDrafts()
  return true
}
