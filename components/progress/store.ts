'use client'

import { useSyncExternalStore } from 'react'
import { readStored, store } from '@/components/ui/stored'
import { mergeProgress } from '@/lib/progress/merge'
import { parseProgress, type Progress, type ProgressRecord } from '@/lib/progress/schema'
import { useGiven } from './given-progress'

const signedOutKey = 'twelvefold.progress'
const listeners = new Set<() => void>()
const changeListeners = new Set<(documentId: string) => void>()
let current: { key: string; progress: Progress } | undefined

/** The reader's progress in this browser; until the page has come alive, what the server gave of it. */
export function useProgress(): Progress {
  const { progress } = useGiven()
  return useSyncExternalStore(subscribe, readProgress, () => progress)
}

/** One document's record, or undefined when it was never opened. */
export function useRecord(documentId: string | undefined): ProgressRecord | undefined {
  const { progress } = useGiven()
  return useSyncExternalStore(
    subscribe,
    () => (documentId === undefined ? undefined : readProgress()[documentId]),
    () => (documentId === undefined ? undefined : progress[documentId]),
  )
}

/** All progress of whoever reads, as it is now: of the person signed in, else of this browser. */
export function readProgress(): Progress {
  const key = keyOf(readerId())
  if (current?.key !== key) current = { key, progress: parseProgress(readStored(key) ?? '') }
  return current.progress
}

/** Changes one document's record; other tabs hear of it, and what they wrote meanwhile is merged, never overwritten. */
export function changeRecord(documentId: string, change: (before: ProgressRecord | undefined) => ProgressRecord): void {
  const before = mergeProgress(readProgress(), parseProgress(readStored(keyOf(readerId())) ?? ''))
  keep({ ...before, [documentId]: change(before[documentId]) })
  for (const listener of changeListeners) listener(documentId)
}

/** Merges progress that comes from elsewhere into what this browser has. */
export function addProgress(given: Progress): void {
  keep(mergeProgress(mergeProgress(readProgress(), parseProgress(readStored(keyOf(readerId())) ?? '')), given))
}

/** Takes what was done signed out, and leaves nothing of it behind. */
export function takeSignedOutProgress(): Progress {
  const progress = parseProgress(readStored(signedOutKey) ?? '')
  store(signedOutKey, null)
  return progress
}

/** Forgets what this browser keeps of other people than the one who reads, or of everybody signed in. */
export function forgetOthers(): void {
  const own = keyOf(readerId())
  for (const key of storedKeys()) {
    if (key.startsWith(`${signedOutKey}.`) && key !== own && key !== pendingKeyOf(readerId())) store(key, null)
  }
}

/** Where the browser keeps which documents have not reached the server yet. */
export function pendingKeyOf(reader: string | undefined): string {
  return `${keyOf(reader)}.pending`
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

/** Calls the listener with the id of each document whose record this tab changes; gives what ends that. */
export function onChange(listener: (documentId: string) => void): () => void {
  changeListeners.add(listener)
  return () => changeListeners.delete(listener)
}

function keep(progress: Progress): void {
  const key = keyOf(readerId())
  current = { key, progress }
  // A full or closed storage keeps the progress of this page only; reading goes on.
  store(key, JSON.stringify(progress))
  for (const listener of listeners) listener()
}

// The server writes into the page who reads, so that the first paint is that person's.
function readerId(): string | undefined {
  return document.documentElement.dataset.reader
}

function keyOf(reader: string | undefined): string {
  return reader === undefined ? signedOutKey : `${signedOutKey}.${reader}`
}

function storedKeys(): string[] {
  try {
    return Object.keys(localStorage)
  } catch {
    // A browser that keeps nothing has nothing to forget.
    return []
  }
}

function handleStorage({ key }: StorageEvent): void {
  if (key !== null && key !== keyOf(readerId())) return
  current = undefined
  for (const listener of listeners) listener()
}
