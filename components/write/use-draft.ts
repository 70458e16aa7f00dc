'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { DraftChanges, DraftText, SavedText } from '@/lib/postmortems/draft'
import { isOnlyHere, type SaveStatus } from './draft-entry'
import { endDraft, holdDraft } from './draft-sender'
import { openDraftSession, type Given } from './draft-session'

/** What is typed into the form; the key is of its page once it is published. */
export type Draft = DraftText & { key: string }

export type DraftInForm = {
  draft: Draft
  /** The published page that it changes. */
  changes: DraftChanges | undefined
  /** Puts another text in its place; of a later version of its page, if that is given. */
  change: (part: Partial<DraftText>, changes?: DraftChanges) => void
  /** Throws it away, here and on the server. */
  discard: () => void
  /** Where it is kept; only what is true. */
  status: SaveStatus
  /** What the server has in its place, since both were changed; one has to be chosen. */
  theirs: SavedText | undefined
  choose: (which: 'mine' | 'theirs') => void
  startAnother: () => void
  /** Whether the draft that was asked for is nowhere. */
  isMissing: boolean
}

/**
 * The draft of the form: kept in the browser from the first letter on, for the one who types, and for somebody signed in
 * on the server whenever typing pauses. So a closed tab, a crash, a session that ran out or a refused publish loses
 * nothing, and another device picks it up.
 */
export function useDraft(fresh: Draft, given: Omit<Given, 'fresh'> = {}): DraftInForm {
  const [session] = useState(() => {
    const { key, ...text } = fresh
    return openDraftSession({ fresh: { key, text }, ...given })
  })
  const { entry, status, isMissing } = useSyncExternalStore(session.subscribe, session.read, session.readGiven)
  useEffect(() => session.start(), [session])
  useLeaversGuard(isOnlyHere(entry))
  return {
    draft: { key: entry.key, ...entry.text },
    changes: entry.changes,
    change: (part, changes) => session.change({ ...session.read().entry.text, ...part }, changes),
    discard: () => void session.discard(),
    status,
    theirs: entry.theirs,
    choose: (which) => void session.choose(which),
    startAnother: session.startAnother,
    isMissing,
  }
}

/** Forgets a draft once its page is published; nothing more of it is kept or sent. */
export function forgetPublishedDraft(key: string): void {
  endDraft(key)
}

/** Sends nothing of a draft while its page is being published. */
export function useHeldDraft(key: string, isHeld: boolean): void {
  useEffect(() => {
    holdDraft(key, isHeld)
    return () => holdDraft(key, false)
  }, [key, isHeld])
}

function useLeaversGuard(wouldLose: boolean): void {
  useEffect(() => {
    if (!wouldLose) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [wouldLose])
}
