'use client'

import { readerId } from '@/components/progress/reader'
import type { DraftChanges, DraftText, SavedDraft } from '@/lib/postmortems/draft'
import * as entries from './draft-entry'
import type { Entry, SaveStatus } from './draft-entry'
import { endDraft, isEnded, kept, openDraftSender, type DraftSender, type Held } from './draft-sender'
import { putDraft, removeDraft } from './draft-server'
import { isPlaceOf, keepDraft, listKeptDrafts, readKeptDraft } from './kept-draft'
import { sendKeptDrafts } from './send-kept-drafts'

/** What the form is opened with. */
export type Given = {
  /** The draft in which nothing has been typed. */
  fresh: { key: string; text: DraftText }
  /** The key that was asked for; without one the newest draft of this browser is opened. */
  wanted?: string | undefined
  /** What the server has of it. */
  opened?: SavedDraft | undefined
  /** The published page that is changed. */
  changes?: DraftChanges | undefined
}

/** The form's draft as it is now; missing is one that was asked for and is nowhere. */
export type Snapshot = { entry: Entry; status: SaveStatus; isMissing: boolean }

/** The draft of an open form, on its way to the browser's storage and to the server. */
export type DraftSession = {
  read: () => Snapshot
  /** The same before the page has come alive. */
  readGiven: () => Snapshot
  subscribe: (listener: () => void) => () => void
  /** Looks at what this browser has, and begins to send on its own; gives what ends that. */
  start: () => () => void
  /** Puts another text in its place; of a later version of its page, if that is given. */
  change: (text: DraftText, changes?: DraftChanges) => void
  /** Throws the draft away, here and on the server, and begins a new one. */
  discard: () => Promise<void>
  /** Begins a new draft, and keeps this one. */
  startAnother: () => void
  /** Chooses between two texts; the other one is kept as a draft of its own. */
  choose: (which: 'mine' | 'theirs') => Promise<void>
}

/** Opens it. Nothing of the browser is touched before it is read. */
export function openDraftSession(given: Given): DraftSession {
  const listeners = new Set<() => void>()
  let entry: Entry | undefined
  let snapshot: Snapshot | undefined
  let owner: string | undefined
  const current = () => {
    if (!entry) owner = readerId()
    return (entry ??= firstEntry(given))
  }
  const reader = () => (owner === readerId() ? owner : undefined)
  const set = (next: Entry) => {
    entry = next
    snapshot = undefined
    for (const listener of listeners) listener()
  }
  const restart = () => set(anotherEntry(given))
  const held: Held = { reader, current, set, restart }
  const sender = openDraftSender(held)
  const isMissing = () => given.wanted !== undefined && !current().isBegun && current().key === given.fresh.key
  const asGiven: Snapshot = {
    entry: given.opened
      ? entries.entryOfSaved(given.opened)
      : entries.newEntry({ ...given.fresh, changes: given.changes }),
    status: { is: 'untouched' },
    isMissing: false,
  }
  return {
    // While a page is being put together it does not say yet whose it is.
    read: () => (entry ? (snapshot ??= { entry, status: statusNow(entry), isMissing: isMissing() }) : asGiven),
    readGiven: () => asGiven,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => {
      set(current())
      return listen(held, sender)
    },
    change: (text, changes) => {
      set(kept(entries.typeInto(current(), text, changes)))
      sender.sendLater()
    },
    discard: async () => {
      const { key } = current()
      endDraft(key)
      restart()
      const person = reader()
      await sender.settle()
      if (person !== undefined) await removeDraft(person, key)
    },
    startAnother: () => {
      if (entries.isOnlyHere(current())) return
      restart()
      void sender.settle().then(() => sendOthers(held))
    },
    choose: (which) => choose(held, sender, which),
  }
}

function firstEntry({ fresh, wanted, opened, changes }: Given): Entry {
  const left = wanted === undefined ? newestOf(changes) : readKeptDraft(wanted)
  if (left && opened?.key === left.key) return entries.absorb(entries.entryOfKept(left), opened)
  if (opened && !isEnded(opened.key)) return entries.entryOfSaved(opened)
  if (left) return entries.entryOfKept(left)
  return isEnded(fresh.key) ? anotherEntry({ fresh, changes }) : entries.newEntry({ ...fresh, changes })
}

function newestOf(changes: DraftChanges | undefined) {
  return listKeptDrafts().find((draft) => draft.changes?.documentId === changes?.documentId)
}

function anotherEntry({ fresh, changes }: Given): Entry {
  return entries.newEntry({ key: crypto.randomUUID(), text: fresh.text, changes })
}

function statusNow(entry: Entry): SaveStatus {
  return entries.statusOf(entry, { reader: readerId(), isOnline: navigator.onLine })
}

/** Sends what this browser alone has: when the page comes, when it goes, and when the network is back. */
function listen(held: Held, sender: DraftSender): () => void {
  const { current, set } = held
  const sendAll = async () => {
    await sender.send()
    await sendOthers(held)
  }
  const catchUp = () => (entries.isUnsent(current()) ? sender.send() : sender.pull())
  const handleVisibility = () => void (document.visibilityState === 'hidden' ? sender.send(true) : catchUp())
  const handleLeave = () => void sender.send(true)
  const handleNetwork = () => {
    set({ ...current() })
    void sendAll()
  }
  const handleStorage = ({ key }: { key: string | null }) => {
    const before = current()
    const other = isPlaceOf(key, before.key) ? readKeptDraft(before.key) : undefined
    if (!other) return
    const next = entries.keptElsewhere(before, other)
    set(next.at > other.at ? kept(next) : next)
    // The other tab may be gone before it has sent it.
    if (entries.isUnsent(current())) sender.sendLater()
  }
  document.addEventListener('visibilitychange', handleVisibility)
  window.addEventListener('pagehide', handleLeave)
  window.addEventListener('online', handleNetwork)
  window.addEventListener('offline', handleNetwork)
  window.addEventListener('storage', handleStorage)
  sender.begin()
  if (current().saved) void sender.pull()
  void sendAll()
  return () => {
    document.removeEventListener('visibilitychange', handleVisibility)
    window.removeEventListener('pagehide', handleLeave)
    window.removeEventListener('online', handleNetwork)
    window.removeEventListener('offline', handleNetwork)
    window.removeEventListener('storage', handleStorage)
    handleLeave()
    sender.end()
  }
}

async function choose(held: Held, sender: DraftSender, which: 'mine' | 'theirs'): Promise<void> {
  const { current, set } = held
  const choice = entries.chosen(current(), which)
  const reader = held.reader()
  if (!choice || reader === undefined) return
  const other = { key: crypto.randomUUID(), text: choice.other, changes: choice.entry.changes }
  const isKept = keepDraft({ ...other, saved: null, sent: [], at: 0 })
  // Where the browser keeps nothing, the server has to have the other one before it leaves the page.
  const answer = isKept ? undefined : await putDraft(reader, { ...other, version: null })
  if (answer && answer.is !== 'answer') {
    set({ ...current(), trouble: answer.is === 'refused' ? { refused: answer.words } : answer.is })
    return
  }
  set(kept(choice.entry))
  await sender.send()
  await sendOthers(held)
}

async function sendOthers({ reader, current }: Held): Promise<void> {
  const person = reader()
  if (person !== undefined) await sendKeptDrafts(person, current().key)
}
