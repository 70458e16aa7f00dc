'use client'

import type { Answer } from '@/components/progress/ask-server'
import { readerId } from '@/components/progress/reader'
import type { DraftSaved, DraftText } from '@/lib/postmortems/draft'
import * as entries from './draft-entry'
import type { Entry } from './draft-entry'
import { fetchDraft, putDraft } from './draft-server'
import { forgetDraft, keepDraft, readKeptDraft } from './kept-draft'

const idleMs = 3000
const pausesMs = [2, 5, 15, 60].map((seconds) => seconds * 1000)

/** The draft that is open: its sender reads it, and puts another state of it in its place. */
export type Held = {
  /** Whose it is, while the page is theirs; undefined for somebody signed out, and once the page is another person's. */
  reader: () => string | undefined
  current: () => Entry
  set: (next: Entry) => void
  /** Puts a draft in its place in which nothing has been typed. */
  restart: () => void
}

/** The way of the open draft to the server and back. */
export type DraftSender = {
  /** Sends it once nothing has been typed for a while. */
  sendLater: () => void
  /** Sends it now, unless that is under way or there is nothing to send; `atLeave` in a way that outlasts the page. */
  send: (atLeave?: boolean) => Promise<void>
  /** Asks for what was saved elsewhere since. */
  pull: () => Promise<void>
  /** Waits for what is under way. */
  settle: () => Promise<void>
  /** Begins, also once more after it has ended. */
  begin: () => void
  /** From here on nothing is sent or taken in: the same draft may be open elsewhere by now, with a newer text. */
  end: () => void
}

// Published or thrown away: what still comes of them is of no use.
const ended = new Set<string>()

/** Whether a draft is done with, in this page. */
export function isEnded(key: string): boolean {
  return ended.has(key)
}

/** Forgets a draft that is published or thrown away; nothing more of it is kept or sent. */
export function endDraft(key: string): void {
  ended.add(key)
  forgetDraft(key)
}

// On their way to being published: saved meanwhile they would only be refused.
const held = new Set<string>()

/** Keeps a draft from being sent while its page is being published, and lets it be sent again after a refusal. */
export function holdDraft(key: string, isHeld: boolean): void {
  if (isHeld) held.add(key)
  else held.delete(key)
}

/** Keeps the entry in this browser, and says in it whether that went well. */
export function kept(entry: Entry): Entry {
  const { key, text, saved, sent, changes, at } = entry
  return { ...entry, isKept: keepDraft({ key, text, saved, sent, changes, at }) }
}

/** Opens it. */
export function openDraftSender({ reader: readerNow, current, set, restart }: Held): DraftSender {
  let timer: ReturnType<typeof setTimeout> | undefined
  let flight: Promise<void> | undefined
  let failures = 0
  let hasEnded = false
  const later = (afterMs: number) => {
    clearTimeout(timer)
    if (hasEnded) return
    timer = setTimeout(() => void send(), afterMs)
  }
  // What the browser has forgotten since, by publishing or in another tab, is not kept again.
  const update = (next: Entry) => set(readKeptDraft(next.key) ? kept(next) : next)
  const isOpen = (reader: string, key: string) =>
    !hasEnded && readerNow() === reader && current().key === key && !isEnded(key)
  const put = async (reader: string, atLeave: boolean) => {
    update(entries.sending(current()))
    const { key, text, saved, changes } = current()
    const answer = await putDraft(reader, { key, text, version: saved?.version ?? null, changes }, atLeave)
    if (!isOpen(reader, key)) return noteSaved(reader, { key, text, answer })
    update(entries.answered(current(), text, answer))
    failures = answer.is === 'failed' ? failures + 1 : 0
    if (answer.is === 'failed') later(pausesMs[Math.min(failures, pausesMs.length) - 1] ?? 0)
    else if (answer.is === 'answer' && entries.isUnsent(current())) later(answer.value.ok ? idleMs : 0)
  }
  const send = async (atLeave = false) => {
    const reader = readerNow()
    if (hasEnded || reader === undefined || isEnded(current().key) || !entries.isUnsent(current())) return
    if (held.has(current().key) && !atLeave) return later(idleMs)
    // What is under way ends with the page, so it is sent once more; else its answer sends what came after it.
    if (flight && !atLeave) return
    const own = put(reader, atLeave).finally(() => flight === own && (flight = undefined))
    flight = own
    await own
  }
  const pull = async () => {
    const reader = readerNow()
    const { key, saved } = current()
    if (reader === undefined || !saved || isEnded(key)) return
    const answer = await fetchDraft(reader, key)
    if (answer.is !== 'answer' || !isOpen(reader, key)) return
    const before = current()
    const next = answer.value ? newer(before, answer.value) : entries.gone(before)
    if (next) update(next)
    else {
      endDraft(key)
      restart()
    }
    if (entries.isUnsent(current())) later(0)
  }
  return {
    sendLater: () => later(idleMs),
    send,
    pull,
    settle: async () => flight,
    begin: () => void (hasEnded = false),
    end: () => {
      hasEnded = true
      clearTimeout(timer)
    },
  }
}

function newer(entry: Entry, theirs: Parameters<typeof entries.absorb>[1]): Entry {
  return theirs.version > (entry.saved?.version ?? 0) ? entries.absorb(entry, theirs) : entry
}

/** The answer about a draft that is not open any more. */
function noteSaved(
  reader: string,
  { key, text, answer }: { key: string; text: DraftText; answer: Answer<DraftSaved> },
): void {
  const left = readerId() === reader && !isEnded(key) ? readKeptDraft(key) : undefined
  if (!left || answer.is !== 'answer' || !answer.value.ok) return
  keepDraft({ ...left, saved: { version: answer.value.version, text }, sent: [] })
}
