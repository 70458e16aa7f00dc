'use client'

import { readStored, store } from '@/components/ui/stored'
import { parseProgress, type Progress } from '@/lib/progress/schema'
import { addProgress, onChange, pendingKeyOf, readProgress } from './store'

const address = '/api/progress'
const afterChangeMs = 500
const mostAtOnce = 100
// What a browser still sends while a page is being left.
const mostBytesAtLeave = 60_000
const pauses = [2, 5, 15, 60].map((seconds) => seconds * 1000)

type Answer = { results: ({ ok: true } | { ok: false; reason: string })[]; progress: Progress }

/** Where the sync is: all of it is on the server, some is on this device alone, or the server knows nobody. */
export type SyncState = 'synced' | 'waiting' | 'signed out'

/**
 * Keeps a person's progress on this device and on the server the same. What is done is sent a moment later, at once when
 * the page is left, and again until the server has it; offline it waits. Gives what ends the sync.
 */
export function startSync(reader: string, tell: (state: SyncState) => void): () => void {
  const pending = new Set(parseIds(readStored(pendingKeyOf(reader))))
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isEnded = false
  const remember = () => store(pendingKeyOf(reader), pending.size > 0 ? JSON.stringify([...pending]) : null)
  const later = (ms: number) => {
    clearTimeout(timer)
    if (!isEnded) timer = setTimeout(() => void flush(), ms)
  }
  const flush = async () => {
    const ids = [...pending].slice(0, mostAtOnce)
    if (ids.length === 0) return tell('synced')
    // What changes while the request is under way is sent once more.
    for (const id of ids) pending.delete(id)
    const outcome = await send(ids)
    if (outcome === 'failed') for (const id of ids) pending.add(id)
    remember()
    if (outcome === 'signed out') return tell('signed out')
    failures = outcome === 'failed' ? failures + 1 : 0
    tell(pending.size > 0 ? 'waiting' : 'synced')
    if (pending.size > 0) later(failures === 0 ? 0 : (pauses[Math.min(failures, pauses.length) - 1] ?? afterChangeMs))
  }
  const stopListening = onChange((documentId) => {
    pending.add(documentId)
    remember()
    tell('waiting')
    later(afterChangeMs)
  })
  const handleLeave = () => {
    if (document.visibilityState === 'hidden' && pending.size > 0) void send([...pending], { isLast: true })
  }
  const handleOnline = () => later(0)
  document.addEventListener('visibilitychange', handleLeave)
  window.addEventListener('online', handleOnline)
  void pull().then((differing) => {
    for (const id of differing) pending.add(id)
    remember()
    later(0)
  })
  return () => {
    isEnded = true
    clearTimeout(timer)
    stopListening()
    document.removeEventListener('visibilitychange', handleLeave)
    window.removeEventListener('online', handleOnline)
  }
}

/** Merges what the server has into this device, and gives the ids of what the server does not have like that. */
async function pull(): Promise<string[]> {
  const response = await fetch(address).catch(() => undefined)
  if (!response?.ok) return Object.keys(readProgress())
  const theirs = parseProgress(JSON.stringify(((await response.json()) as { progress: unknown }).progress))
  addProgress(theirs)
  const ours = readProgress()
  return Object.keys(ours).filter((id) => JSON.stringify(ours[id]) !== JSON.stringify(theirs[id]))
}

/** Sends records and merges the answer; what the server refused by itself is not sent again. */
async function send(ids: string[], { isLast = false } = {}): Promise<'sent' | 'failed' | 'signed out'> {
  const progress = readProgress()
  const body = JSON.stringify({ operations: ids.flatMap((id) => progress[id] ?? []) })
  if (isLast && body.length > mostBytesAtLeave) return 'failed'
  const request = { method: 'PUT', headers: { 'content-type': 'application/json' }, body, keepalive: isLast }
  const response = await fetch(address, request).catch(() => undefined)
  if (response?.status === 401) return 'signed out'
  if (!response?.ok) return 'failed'
  addProgress(parseProgress(JSON.stringify(((await response.json()) as Answer).progress)))
  return 'sent'
}

function parseIds(text: string | null): string[] {
  try {
    const ids: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : []
  } catch {
    // What is lost here is found again: the first pull compares everything.
    return []
  }
}
