'use client'

import { useState, useSyncExternalStore } from 'react'
import { forgetDraft, keepDraft, readKeptDraft } from './kept-draft'

/** What is typed into the form, as it is kept in the browser. */
export type Draft = {
  key: string
  title: string
  happened: string
  severity: string
  failureClass: string
  lessons: string[]
  summary: string
  body: string
}

export type SaveStatus = 'untouched' | 'saved' | 'not saved'

/**
 * The draft of the form, kept in the browser from the first letter on and for the one who types, so that a closed tab, a
 * crash or a refused publish loses nothing. `status` says only what is true.
 */
export function useDraft(fresh: Draft) {
  const kept = useSyncExternalStore(neverChanges, readKept, () => undefined)
  const [typed, setTyped] = useState<Draft>()
  const [wrote, setWrote] = useState<SaveStatus>()
  const draft = typed ?? { ...fresh, ...kept }
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setTyped(next)
    setWrote(keepDraft(JSON.stringify(next)) ? 'saved' : 'not saved')
  }
  const discard = () => {
    forgetDraft()
    setTyped({ ...fresh, key: crypto.randomUUID() })
    setWrote('untouched')
  }
  const status: SaveStatus = wrote ?? (kept?.key ? 'saved' : 'untouched')
  return { draft, change, discard, status }
}

/** Forgets the kept draft once its page is published. */
export function forgetPublishedDraft(key: string): void {
  if (readDraft(readKeptDraft())?.key === key) forgetDraft()
}

let lastRead: { text: string | null; kept: Partial<Draft> | undefined } | undefined

// What is stored counts only for what the form opens with; while it is open, what was typed does.
function neverChanges(): () => void {
  return () => undefined
}

function readKept(): Partial<Draft> | undefined {
  const text = readKeptDraft()
  if (lastRead?.text !== text) lastRead = { text, kept: readDraft(text) }
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
