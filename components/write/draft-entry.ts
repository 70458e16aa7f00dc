'use client'

import type { Answer } from '@/components/progress/ask-server'
import { isSameText, mergeDraft } from '@/lib/postmortems/merge-draft'
import type { DraftChanges, DraftSaved, DraftText, SavedText } from '@/lib/postmortems/draft'
import { isSaved, type KeptDraft } from './kept-draft'

/** The draft that is open in the form, with all that is known of where it is kept. */
export type Entry = KeptDraft & {
  /** Whether anything is to be kept: something was typed, or it was kept before. */
  isBegun: boolean
  /** Whether something was typed while this page is open. */
  isTyped: boolean
  isKept: boolean
  /** When the server was last known to have it as it is here, in milliseconds. */
  savedAt: number
  /** Whether something that was written elsewhere has been taken in. */
  isMerged: boolean
  /** What the server has in its place, since both were changed. */
  theirs: SavedText | undefined
  /** Whether it was deleted or published elsewhere. */
  isGone: boolean
  trouble: 'failed' | 'signed out' | { refused: string } | undefined
}

/** Where the draft is. Each says only what is true. */
export type SaveStatus =
  | { is: 'untouched' | 'kept' | 'saving' | 'offline' | 'waiting' | 'signed out' | 'lost' | 'conflict' | 'gone' }
  | { is: 'saved'; at: number; isMerged: boolean }
  | { is: 'refused'; words: string }

/** A draft in which nothing has been typed yet. */
export function newEntry({ key, text, changes }: Pick<KeptDraft, 'key' | 'text' | 'changes'>): Entry {
  const nowhere = { saved: null, sent: [], at: 0, isKept: false, savedAt: 0, theirs: undefined, trouble: undefined }
  return { key, text, changes, ...nowhere, isBegun: false, isTyped: false, isMerged: false, isGone: false }
}

/** A draft as this browser kept it. */
export function entryOfKept(kept: KeptDraft): Entry {
  return { ...newEntry(kept), ...kept, isBegun: true, isKept: true, savedAt: kept.at }
}

/**
 * The entry after another tab kept the same draft: of two texts the one typed later. A tab may read what is kept before
 * it hears of what this one has just typed, and write that back.
 */
export function keptElsewhere(entry: Entry, other: KeptDraft): Entry {
  const { text, at } = entry.at > other.at ? entry : other
  return { ...entry, ...entryOfKept(other), text, at, isTyped: entry.isTyped }
}

/** A draft as the server has it. */
export function entryOfSaved(saved: SavedText & { key: string; changes?: DraftChanges | undefined }): Entry {
  return { ...taken(newEntry(saved), saved), isBegun: true }
}

/** The entry with another text, perhaps of a later version of its page. What was deleted elsewhere is saved anew with it. */
export function typeInto(entry: Entry, text: DraftText, changes = entry.changes): Entry {
  const trouble = typeof entry.trouble === 'object' ? undefined : entry.trouble
  const saved = entry.isGone ? null : entry.saved
  return {
    ...entry,
    text,
    changes,
    at: Date.now(),
    saved,
    trouble,
    isBegun: true,
    isTyped: true,
    isGone: false,
    isMerged: false,
  }
}

/** The entry on its way to the server: should the answer get lost, its text is known again for one's own. */
export function sending(entry: Entry): Entry {
  return { ...entry, sent: [...new Set([...entry.sent, fingerprint(entry.text)])].slice(-5) }
}

/** The entry after the server answered to a text of it. */
export function answered(entry: Entry, text: DraftText, answer: Answer<DraftSaved>): Entry {
  if (answer.is === 'refused') return { ...entry, trouble: { refused: answer.words } }
  if (answer.is !== 'answer') return { ...entry, trouble: answer.is }
  if (!answer.value.ok) return absorb(entry, answer.value.theirs)
  const { version, updatedAt } = answer.value
  return { ...entry, ...cleared, saved: { version, text }, savedAt: Date.parse(updatedAt) }
}

/** The entry with what somebody saved elsewhere: taken in where that is possible, else beside it until one is chosen. */
export function absorb(entry: Entry, theirs: SavedText): Entry {
  const { text, at, saved, sent } = entry
  const isOwn = sent.includes(fingerprint(theirs.text)) || (saved && isSameText(saved.text, theirs.text))
  if (isOwn && !isSameText(text, theirs.text)) return { ...taken(entry, theirs), text, at }
  const merged = mergeDraft(saved?.text, text, theirs.text)
  if (!merged) return { ...entry, ...cleared, theirs }
  return { ...taken(entry, theirs), text: merged, at: Date.now(), isMerged: !isSameText(merged, text) }
}

/** The entry after one of two texts was chosen; the other one is a draft of its own. */
export function chosen(entry: Entry, which: 'mine' | 'theirs'): { entry: Entry; other: DraftText } | undefined {
  const { theirs, text } = entry
  if (!theirs) return undefined
  const next = { ...taken(entry, theirs), at: Date.now() }
  return which === 'theirs' ? { entry: next, other: text } : { entry: { ...next, text }, other: theirs.text }
}

/** The entry after the server said that it has none such any more; undefined where nothing is lost with it. */
export function gone(entry: Entry): Entry | undefined {
  if (!isSaved(entry)) return { ...entry, saved: null }
  return entry.isTyped ? { ...entry, isGone: true } : undefined
}

/** Whether something of it is to be sent. */
export function isUnsent(entry: Entry): boolean {
  return entry.isBegun && !entry.theirs && !entry.isGone && !isSaved(entry)
}

/** Whether leaving the page now would lose what was typed. */
export function isOnlyHere(entry: Entry): boolean {
  return entry.isBegun && !entry.isKept && !isSaved(entry)
}

/** Where the draft is, for the one who writes. */
export function statusOf(
  entry: Entry,
  { reader, isOnline }: { reader: string | undefined; isOnline: boolean },
): SaveStatus {
  if (!entry.isBegun) return { is: 'untouched' }
  if (entry.theirs) return { is: 'conflict' }
  if (entry.isGone) return { is: 'gone' }
  const { trouble, savedAt: at, isMerged } = entry
  if (reader !== undefined && isSaved(entry)) return { is: 'saved', at, isMerged }
  if (isOnlyHere(entry) && (reader === undefined || trouble)) return { is: 'lost' }
  if (reader === undefined) return { is: 'kept' }
  if (typeof trouble === 'object') return { is: 'refused', words: trouble.refused }
  if (trouble === 'failed') return { is: isOnline ? 'waiting' : 'offline' }
  return { is: trouble ?? 'saving' }
}

const cleared = { sent: [], theirs: undefined, trouble: undefined }

function taken(entry: Entry, { text, version, updatedAt }: SavedText): Entry {
  const savedAt = Date.parse(updatedAt)
  // A server's clock that is ahead makes nothing here older than it is.
  return { ...entry, ...cleared, text, at: Math.min(savedAt, Date.now()), saved: { version, text }, savedAt }
}

/** Fifty bits of a text: enough to know one's own again among a few. */
function fingerprint({ fields, body }: DraftText): string {
  const sorted = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const text = JSON.stringify([sorted, body])
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  return `${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`
}
