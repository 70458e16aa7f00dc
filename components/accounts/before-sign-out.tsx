'use client'

import { useRef, type ReactNode, type SyntheticEvent } from 'react'
import { giveUpUnsent, sendAll } from '@/components/progress/sync'
import { readerId } from '@/components/progress/reader'
import { forgetRecentBut } from '@/components/search/recent-keys'
import { forgetDrafts } from '@/components/write/kept-draft'
import { sendKeptDrafts } from '@/components/write/send-kept-drafts'

/**
 * Around a form that signs out: sends what this browser has of the person's progress and drafts and the server does not, and
 * asks before anything is lost that is nowhere else. Then nothing of theirs stays behind.
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
  const reader = readerId()
  const unsent = await sendAll()
  const drafts = reader === undefined ? 0 : (await sendKeptDrafts(reader)).left.length
  const losses = [
    unsent > 0 && `What you did on ${unsent === 1 ? 'one page' : `${unsent} pages`} could not be sent to your account.`,
    drafts === 1 && 'A draft of yours is kept in this browser alone.',
    drafts > 1 && `${drafts} drafts of yours are kept in this browser alone.`,
  ].filter(Boolean)
  if (losses.length > 0 && !confirm(`${losses.join(' ')} Sign out, and lose it?`)) return false
  giveUpUnsent()
  forgetDrafts()
  forgetRecentBut(undefined)
  return true
}
