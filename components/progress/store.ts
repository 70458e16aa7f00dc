'use client'

import { useSyncExternalStore } from 'react'
import { readStored, store } from '@/components/ui/stored'
import { mergeProgress } from '@/lib/progress/merge'
import { parseProgress, type Progress, type ProgressRecord } from '@/lib/progress/schema'

const storageKey = 'twelvefold.progress'
const empty: Progress = {}
const listeners = new Set<() => void>()
let current: Progress | undefined

/** The reader's progress in this browser; empty on the server and until the page has come alive. */
export function useProgress(): Progress {
  return useSyncExternalStore(subscribe, readProgress, () => empty)
}

/** One document's record, or undefined when it was never opened. */
export function useRecord(documentId: string | undefined): ProgressRecord | undefined {
  return useSyncExternalStore(
    subscribe,
    () => (documentId === undefined ? undefined : readProgress()[documentId]),
    () => undefined,
  )
}

/** All progress as it is now. */
export function readProgress(): Progress {
  current ??= parseProgress(readStored(storageKey) ?? '')
  return current
}

/** Changes one document's record; other tabs hear of it, and what they wrote meanwhile is merged, never overwritten. */
export function changeRecord(documentId: string, change: (before: ProgressRecord | undefined) => ProgressRecord): void {
  const stored = parseProgress(readStored(storageKey) ?? '')
  const before = mergeProgress(readProgress(), stored)
  current = { ...before, [documentId]: change(before[documentId]) }
  // A full or closed storage keeps the progress of this page only; reading goes on.
  store(storageKey, JSON.stringify(current))
  for (const listener of listeners) listener()
}

/** Calls the listener whenever progress changes, in this tab or another; gives what ends that. */
export function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', handleStorage)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('storage', handleStorage)
  }
}

function handleStorage({ key }: StorageEvent): void {
  if (key !== storageKey && key !== null) return
  current = undefined
  for (const listener of listeners) listener()
}
