'use client'

import { useSyncExternalStore } from 'react'
import { readStored, store } from '@/components/ui/stored'
import { mergeProgress, textOfProgress } from '@/lib/progress/merge'
import { newestRecords, parseProgress, type Progress, type ProgressRecord } from '@/lib/progress/schema'
import { useGiven } from './given-context'
import { keptReaders, parseTexts, progressKeyOf, readerId, storeOwn, unsentKeyOf } from './reader'

type Current = {
  key: string
  progress: Progress
  /** What was in storage when it was last read or written. */
  text: string | null
  /** Documents whose record is no older than the server's, as far as this page knows; see `isTrusted`. */
  trusted: Set<string> | 'all'
}

const listeners = new Set<() => void>()
const changeListeners = new Set<(documentId: string) => void>()
let current: Current | undefined

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
  return open().progress
}

/**
 * Whether this page may paint a document's record over what the server painted: another device may have done more since
 * this one was last here. Signed out there is nothing else to go by.
 */
export function isTrusted(documentId: string): boolean {
  const { trusted } = open()
  return readerId() === undefined || trusted === 'all' || trusted.has(documentId)
}

/** Lets every record be painted: the server was asked for all of them, or cannot be. */
export function trustAll(): void {
  open().trusted = 'all'
  tell()
}

/** Changes one document's record; other tabs hear of it, and what they wrote meanwhile is merged, never overwritten. */
export function changeRecord(documentId: string, change: (before: ProgressRecord | undefined) => ProgressRecord): void {
  const before = withStored()
  trust([documentId])
  keep({ ...before, [documentId]: change(before[documentId]) })
  for (const listener of changeListeners) listener(documentId)
}

/** Merges progress that comes from elsewhere into what this browser has. */
export function addProgress(given: Progress): void {
  trust(Object.keys(given))
  keep(mergeProgress(withStored(), given))
}

/**
 * Takes in what the server gave with a page, in silence and for this page alone: while React renders, so that a device
 * that is behind never shows its own first. `addProgress` afterwards keeps it and tells of it.
 */
export function giveProgress(reader: string, given: Progress): void {
  if (typeof document === 'undefined' || readerId() !== reader) return
  const before = open()
  trust(Object.keys(given))
  before.progress = mergeProgress(before.progress, given)
}

/** Takes what was done signed out, and leaves nothing of it behind. */
export function takeSignedOutProgress(): Progress {
  const key = progressKeyOf(undefined)
  const progress = parseProgress(readStored(key))
  store(key, null)
  return progress
}

/**
 * Forgets what this browser keeps of other people than the one who reads, but for what of it the server does not have
 * yet: nobody is shown it, and it is sent when that person signs in again. After signing out by hand there is none, since
 * it was sent before that, or given up (`BeforeSignOut`): so nothing of anybody stays behind, and nothing is lost unasked.
 */
export function forgetOthers(): void {
  for (const person of keptReaders()) {
    if (person === readerId()) continue
    const [key, unsentKey] = [progressKeyOf(person), unsentKeyOf(person)]
    const all = parseProgress(readStored(key))
    const unsent = parseTexts(readStored(unsentKey)).flatMap((id) => (all[id] ? [[id, all[id]] as const] : []))
    store(key, unsent.length > 0 ? textOfProgress(Object.fromEntries(unsent)) : null)
    if (unsent.length === 0) store(unsentKey, null)
  }
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

function open(): Current {
  const key = progressKeyOf(readerId())
  if (current?.key !== key) {
    const text = readStored(key)
    current = { key, text, progress: parseProgress(text), trusted: new Set() }
  }
  return current
}

// What another tab wrote and this one has not heard of yet.
function withStored(): Progress {
  const { key, text, progress } = open()
  const stored = readStored(key)
  return stored === text ? progress : mergeProgress(progress, parseProgress(stored))
}

/** A full or closed storage keeps the progress of this page only; reading goes on. */
function keep(progress: Progress): void {
  const own = open()
  own.progress = newestRecords(Object.values(progress))
  own.text = textOfProgress(own.progress)
  if (own.text !== readStored(own.key)) storeOwn(own.key, own.text)
  tell()
}

function trust(documentIds: readonly string[]): void {
  const { trusted } = open()
  if (trusted !== 'all') for (const id of documentIds) trusted.add(id)
}

function tell(): void {
  for (const listener of listeners) listener()
}

/**
 * Another tab has written: its changes are merged with this one's, and written back if it had not seen them. All tabs
 * come to the same text, so that they come to rest. Where the text was removed, this person has signed out or signed in.
 */
function handleStorage({ key }: { key: string | null }): void {
  if (key !== progressKeyOf(readerId())) return
  if (readStored(key) !== null) return keep(withStored())
  current = undefined
  tell()
}
