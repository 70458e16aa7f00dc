'use client'

import { readerId, storedKeys, storeOwn } from '@/components/progress/reader'
import { readStored, store } from '@/components/ui/stored'
import { isSameText } from '@/lib/postmortems/merge-draft'
import type { DraftChanges, DraftText } from '@/lib/postmortems/draft'

/** A draft as this browser keeps it, each under a name of its own. */
export type KeptDraft = {
  key: string
  text: DraftText
  /** The version and text that the server is known to have; null when it has none yet. */
  saved: { version: number; text: DraftText } | null
  /** Fingerprints of texts that were sent, and of which no answer has come. */
  sent: string[]
  /** When its text came to be, by typing or from elsewhere, in milliseconds. */
  at: number
  changes?: DraftChanges | undefined
}

const prefix = 'twelvefold.draft'

/** The drafts of whoever reads, newest first; with what was typed signed out, which becomes theirs. */
export function listKeptDrafts(): KeptDraft[] {
  const reader = readerId()
  const places = [placeOf(undefined), ...(reader === undefined ? [] : [placeOf(reader)])]
  return places.flatMap(draftsAt).sort((a, b) => b.at - a.at)
}

/** One of them. */
export function readKeptDraft(key: string): KeptDraft | undefined {
  const reader = readerId()
  return readDraft(readStored(placeOf(reader) + key)) ?? readDraft(readStored(placeOf(undefined) + key))
}

/** Keeps a draft for whoever reads. False where the browser keeps nothing. */
export function keepDraft(draft: KeptDraft): boolean {
  const reader = readerId()
  const isKept = storeOwn(placeOf(reader) + draft.key, JSON.stringify(draft))
  if (isKept && reader !== undefined) store(placeOf(undefined) + draft.key, null)
  return isKept
}

/** Forgets a draft of whoever reads. */
export function forgetDraft(key: string): void {
  store(placeOf(undefined) + key, null)
  store(placeOf(readerId()) + key, null)
}

/** Forgets all of them. */
export function forgetDrafts(): void {
  for (const { key } of listKeptDrafts()) forgetDraft(key)
}

/** Whether the server has a draft as it is here. */
export function isSaved({ text, saved }: Pick<KeptDraft, 'text' | 'saved'>): boolean {
  return saved !== null && isSameText(saved.text, text)
}

/** Makes what was typed signed out the drafts of the person who signed in. */
export function takeSignedOutDrafts(reader: string): void {
  for (const draft of draftsAt(placeOf(undefined))) {
    // Theirs of that key stays what it is.
    const isTaken = readStored(placeOf(reader) + draft.key) !== null
    const key = isTaken ? crypto.randomUUID() : draft.key
    const isKept = store(placeOf(reader) + key, JSON.stringify({ ...draft, key }))
    if (isKept) store(placeOf(undefined) + draft.key, null)
  }
}

/** Whether something that was stored is the draft of a key, whoever’s it is. */
export function isPlaceOf(stored: string | null, key: string): boolean {
  return stored === placeOf(readerId()) + key
}

function placeOf(reader: string | undefined): string {
  return reader === undefined ? `${prefix}/` : `${prefix}.${reader}/`
}

function draftsAt(place: string): KeptDraft[] {
  const names = storedKeys().filter((name) => name.startsWith(place))
  return names.map((name) => readDraft(readStored(name))).filter((draft) => draft !== undefined)
}

function readDraft(stored: string | null): KeptDraft | undefined {
  try {
    const draft = JSON.parse(stored ?? 'null') as Partial<KeptDraft> | null
    const { key, text } = draft ?? {}
    if (typeof key !== 'string' || typeof text?.body !== 'string' || typeof text.fields !== 'object') return undefined
    return { saved: null, sent: [], at: 0, ...draft, key, text }
  } catch {
    // A draft that cannot be read is not worth breaking the form for.
    return undefined
  }
}
