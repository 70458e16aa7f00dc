'use client'

import { useState, useSyncExternalStore } from 'react'
import { readStored, store } from '@/components/ui/stored'

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
  const kept = useSyncExternalStore(neverChanges, readKept, () => undefined)
  const [typed, setTyped] = useState<Draft>()
  const [wrote, setWrote] = useState<SaveStatus>()
  const draft = typed ?? { ...fresh, ...kept }
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setTyped(next)
    setWrote(store(storageKey, JSON.stringify(next)) ? 'saved' : 'not saved')
  }
  const discard = () => {
    store(storageKey, null)
    setTyped({ ...fresh, key: crypto.randomUUID(), author: draft.author })
    setWrote('untouched')
  }
  const status: SaveStatus = wrote ?? (kept?.key ? 'saved' : 'untouched')
  return { draft, change, discard, status }
}

/** Forgets the kept draft once its page is published, and remembers the name for the next one. */
export function forgetPublishedDraft(key: string, author: string): void {
  store(authorKey, author)
  if (readDraft(readStored(storageKey))?.key === key) store(storageKey, null)
}

let lastRead: { text: string | null; author: string | null; kept: Partial<Draft> } | undefined

// What is stored counts only for what the form opens with; while it is open, what was typed does.
function neverChanges(): () => void {
  return () => undefined
}

function readKept(): Partial<Draft> {
  const text = readStored(storageKey)
  const author = readStored(authorKey)
  if (lastRead?.text !== text || lastRead.author !== author) {
    lastRead = { text, author, kept: { ...(author !== null && { author }), ...readDraft(text) } }
  }
  return lastRead.kept
}

function readDraft(text: string | null): Partial<Draft> | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? 'null')
    return kept && typeof kept === 'object' ? kept : undefined
  } catch {
    // A draft that cannot be read is not worth breaking the form for.
    return undefined
  }
}
