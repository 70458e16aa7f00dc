'use client'

import { parseTexts, readerId, storeOwn } from '@/components/progress/reader'
import { readStored, store } from '@/components/ui/stored'

const signedOutKey = 'twelvefold.draft'

/** The text of the reader's draft, as this browser keeps it. What was typed signed out comes first. */
export function readKeptDraft(): string | null {
  const reader = readerId()
  return readStored(signedOutKey) ?? (reader === undefined ? null : readStored(keyOf(reader)))
}

/** Keeps the text of a draft for whoever reads. False where the browser keeps nothing. */
export function keepDraft(text: string): boolean {
  const reader = readerId()
  if (reader === undefined) return store(signedOutKey, text)
  takeSignedOutDraft(reader)
  return storeOwn(keyOf(reader), text)
}

/** Forgets the reader's draft. One that had to make way for it comes back. */
export function forgetDraft(): void {
  const reader = readerId()
  store(signedOutKey, null)
  if (reader === undefined) return
  const [next, ...rest] = earlierOf(reader)
  store(keyOf(reader), next ?? null)
  store(earlierKeyOf(reader), rest.length > 0 ? JSON.stringify(rest) : null)
}

/** Makes what was typed signed out the draft of the person who signed in; their own waits until that is done with. */
export function takeSignedOutDraft(reader: string): void {
  const typed = readStored(signedOutKey)
  if (typed === null) return
  const own = readStored(keyOf(reader))
  const isKept = own === null || store(earlierKeyOf(reader), JSON.stringify([own, ...earlierOf(reader)]))
  if (isKept && store(keyOf(reader), typed)) store(signedOutKey, null)
}

/** Forgets all drafts of the reader. */
export function forgetDrafts(): void {
  const reader = readerId()
  store(signedOutKey, null)
  if (reader === undefined) return
  store(keyOf(reader), null)
  store(earlierKeyOf(reader), null)
}

function earlierOf(reader: string): string[] {
  return parseTexts(readStored(earlierKeyOf(reader)))
}

function keyOf(reader: string): string {
  return `${signedOutKey}.${reader}`
}

function earlierKeyOf(reader: string): string {
  return `${keyOf(reader)}.earlier`
}
