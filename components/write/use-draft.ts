'use client'

import { useEffect, useRef, useState } from 'react'

/** What is typed into the form, as it is kept in the browser. */
export type Draft = {
  key: string
  author: string
  title: string
  happened: string
  severity: string
  failureClass: string
  lessons: string[]
  summary: string
  body: string
}

export type SaveStatus = 'untouched' | 'saved' | 'not saved'

const storageKey = 'twelvefold.draft'
const authorKey = 'twelvefold.author'

/**
 * The draft of the form, kept in the browser from the first letter on, so that a closed tab, a crash or a
 * refused publish loses nothing. `status` says only what is true.
 */
export function useDraft(fresh: Draft) {
  const [draft, setDraft] = useState(fresh)
  const [status, setStatus] = useState<SaveStatus>('untouched')
  const isTouched = useRef(false)
  useEffect(() => {
    const kept = readDraft()
    if (kept) {
      setDraft({ ...fresh, ...kept })
      setStatus('saved')
    } else setDraft((before) => ({ ...before, author: localStorage.getItem(authorKey) ?? '' }))
    // Only at the start: a fresh draft of a later render must not replace what is being typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useEffect(() => {
    if (isTouched.current) setStatus(writeDraft(draft))
  }, [draft])
  const change = (part: Partial<Draft>) => {
    isTouched.current = true
    setDraft((before) => ({ ...before, ...part }))
  }
  const discard = () => {
    isTouched.current = false
    localStorage.removeItem(storageKey)
    setDraft({ ...fresh, key: crypto.randomUUID(), author: draft.author })
    setStatus('untouched')
  }
  return { draft, change, discard, status }
}

/** Forgets the kept draft once its page is published, and remembers the name for the next one. */
export function forgetPublishedDraft(key: string, author: string): void {
  localStorage.setItem(authorKey, author)
  if (readDraft()?.key === key) localStorage.removeItem(storageKey)
}

function readDraft(): Partial<Draft> | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null')
    return kept && typeof kept === 'object' ? (kept as Partial<Draft>) : undefined
  } catch {
    // A draft that cannot be read is not worth breaking the form for.
    return undefined
  }
}

function writeDraft(draft: Draft): SaveStatus {
  try {
    localStorage.setItem(storageKey, JSON.stringify(draft))
    return 'saved'
  } catch {
    // Private windows and full disks refuse storage; the status tells the writer.
    return 'not saved'
  }
}
