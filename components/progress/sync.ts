'use client'

import { useSyncExternalStore } from 'react'
import { openSender, type Outcome, type Sender } from './sender'
import { onChange, trustAll } from './store'

const afterChangeMs = 500
const pausesMs = [2, 5, 15, 60].map((seconds) => seconds * 1000)

/**
 * Where the sync is: all of it is on the server; some is on its way there; some is on this device alone, since the
 * server could not be reached; some is there to stay, since the server refused it; or the server knows nobody. Undefined
 * while that is unknown.
 */
export type SyncState = 'synced' | 'sending' | 'waiting' | 'refused' | 'signed out' | undefined

let state: SyncState
let running: Sender | undefined
const listeners = new Set<() => void>()

/** Where the sync is, as it changes. */
export function useSyncState(): SyncState {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => undefined,
  )
}

/** Why the server refused what is on this device alone, as it changes. */
export function useRefusal(): string | undefined {
  return useSyncExternalStore(subscribe, refusal, () => undefined)
}

/** The same now: every reason once, in the words of the server; undefined where nothing was refused. */
export function refusal(): string | undefined {
  return [...new Set(running?.refusals())].join(' ') || undefined
}

/**
 * Keeps a person's progress on this device and on the server the same. What is done is sent a moment later, at once when
 * the page is left, and again until the server has it; offline it waits. Gives what ends the sync.
 */
export function startSync(reader: string, onState: (now: SyncState) => void = () => undefined): () => void {
  const sender = openSender(reader)
  const tell = (now: SyncState) => {
    state = now
    for (const listener of listeners) listener()
    onState(now)
  }
  const turns = openTurns(sender, tell)
  const handleVisibility = () => {
    if (document.visibilityState === 'hidden') sender.pushAtLeave()
    else turns.retry()
  }
  const stopListening = onChange((documentId) => {
    sender.noteChange(documentId)
    tell(turns.hasFailed() ? 'waiting' : 'sending')
    turns.take(afterChangeMs)
  })
  // Not every browser tells of a page that goes by both.
  document.addEventListener('visibilitychange', handleVisibility)
  window.addEventListener('pagehide', sender.pushAtLeave)
  window.addEventListener('online', turns.takeNow)
  running = sender
  turns.takeNow()
  return () => {
    turns.end()
    stopListening()
    document.removeEventListener('visibilitychange', handleVisibility)
    window.removeEventListener('pagehide', sender.pushAtLeave)
    window.removeEventListener('online', turns.takeNow)
    running = undefined
    tell(undefined)
  }
}

/** Sends all that this browser has and the server does not, now; of how many documents something is left. */
export async function sendAll(): Promise<number> {
  const sender = running
  sender?.unsent.takeStored()
  while (sender && sender.toSend().length > 0) {
    if ((await sender.push()) !== 'done') break
  }
  return sender?.unsent.ids().length ?? 0
}

/** Gives up what could not be sent. */
export function giveUpUnsent(): void {
  running?.unsent.remove(running.unsent.ids())
}

type Turns = {
  /** Asks the server in so many milliseconds. */
  take: (afterMs: number) => void
  takeNow: () => void
  /** Asks it now if it did not answer the last time. */
  retry: () => void
  hasFailed: () => boolean
  end: () => void
}

/** Asks the server one thing after the other: at first what it has, then to take what is unsent. */
function openTurns({ toSend, refusals, pull, push }: Sender, tell: (now: SyncState) => void): Turns {
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let hasPulled = false
  let isBusy = false
  let isEnded = false
  const take = (afterMs: number) => {
    clearTimeout(timer)
    if (!isEnded) timer = setTimeout(() => void turn(), afterMs)
  }
  const askOnce = async (): Promise<Outcome> => {
    if (!hasPulled) {
      const outcome = await pull()
      if (!isEnded) trustAll()
      if (outcome !== 'done') return outcome
      hasPulled = true
    }
    return toSend().length > 0 ? push() : 'done'
  }
  const turn = async () => {
    if (isBusy) return
    isBusy = true
    const outcome = await askOnce()
    isBusy = false
    if (isEnded) return
    failures = outcome === 'done' ? 0 : failures + 1
    const isLeft = toSend().length > 0
    tell(stateAfter(outcome, { isLeft, isRefused: refusals().length > 0 }))
    if (outcome === 'failed') take(pausesMs[Math.min(failures, pausesMs.length) - 1] ?? 0)
    else if (outcome === 'done' && isLeft) take(0)
  }
  return {
    take,
    takeNow: () => take(0),
    retry: () => failures > 0 && take(0),
    hasFailed: () => failures > 0,
    end: () => {
      isEnded = true
      clearTimeout(timer)
    },
  }
}

function stateAfter(outcome: Outcome, { isLeft, isRefused }: { isLeft: boolean; isRefused: boolean }): SyncState {
  if (outcome === 'signed out') return 'signed out'
  if (outcome === 'failed') return isLeft ? 'waiting' : undefined
  if (isLeft) return 'sending'
  return isRefused ? 'refused' : 'synced'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
