'use client'

import { useEffect, useSyncExternalStore } from 'react'
import type { Changes, ProgressRecord } from '@/lib/progress/schema'
import { readOf } from '@/lib/progress/transitions'
import { useGiven } from './given-context'
import { useRecord } from './store'

/** That a text has changed since it was read, and by how many words; null when that is unknown. */
export type Change = { words: number | null }

const mostAtOnce = 60
const pauseMs = 2000
/** What has changed, as the server has said, by document and version read. */
const verdicts = new Map<string, Change>()
/** The versions of the text that it was asked about, by the same; a verdict without came with the page. */
const asked = new Map<string, Set<string>>()
let mayAskAt = 0
const listeners = new Set<() => void>()

/** Whether a document that was read has changed since, as far as this page knows. */
export function changeOf(record: ProgressRecord | undefined): Change | undefined {
  const read = readOf(record)
  return read && verdicts.get(keyOf(read))
}

/** Takes what the server gave with the page. */
export function giveChanges(changes: Changes): void {
  for (const [documentId, { versionRead, words }] of Object.entries(changes)) {
    verdicts.set(keyOf({ documentId, versionRead }), { words })
  }
  for (const listener of listeners) listener()
}

/**
 * Asks about those whose text is another one now than the one that was read, once for each version of it. What could not
 * be asked is asked the next time, but for a moment: pages call this whenever anything in them changes.
 */
export async function askForChanges(texts: { record: ProgressRecord | undefined; version: string }[]): Promise<void> {
  const reads = texts.flatMap(({ record, version }) => {
    const read = readOf(record)
    return read && read.versionRead !== version && !wasAsked(read, version) ? [{ ...read, version }] : []
  })
  if (Date.now() < mayAskAt) return
  for (const read of reads) versionsAsked(read).add(read.version)
  for (let at = 0; at < reads.length; at += mostAtOnce) {
    const batch = reads.slice(at, at + mostAtOnce)
    const changes = await fetchChanges(batch)
    if (changes) {
      for (const read of batch) verdicts.delete(keyOf(read))
      giveChanges(changes)
    } else {
      mayAskAt = Date.now() + pauseMs
      for (const read of batch) versionsAsked(read).delete(read.version)
    }
  }
}

async function fetchChanges(reads: readonly Read[]): Promise<Changes | undefined> {
  const of = reads.map(({ documentId, versionRead }) => `${documentId}:${versionRead}`).join(',')
  try {
    const response = await fetch(`/api/progress/changes?of=${of}`)
    return response.ok ? ((await response.json()) as { changes: Changes }).changes : undefined
  } catch {
    return undefined
  }
}

function wasAsked(read: Read, version: string): boolean {
  // What came with the page is about the text as it is in the page.
  if (!asked.has(keyOf(read)) && verdicts.has(keyOf(read))) versionsAsked(read).add(version)
  return asked.get(keyOf(read))?.has(version) ?? false
}

function versionsAsked(read: Read): Set<string> {
  const versions = asked.get(keyOf(read)) ?? new Set()
  asked.set(keyOf(read), versions)
  return versions
}

/** Calls the listener when something is known to have changed; gives what ends that. */
export function onChanges(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

type Text = { id: string; version: string }

/** Whether a document has changed since the reader read it; `version` is that of its text now. Asks the server. */
export function useChange({ id, version }: Text): Change | undefined {
  const record = useRecord(id)
  useEffect(() => void askForChanges([{ record, version }]), [record, version])
  return useKnownChange({ id, version })
}

/** The same without asking, for many at once: whoever shows them asks about all together. */
export function useKnownChange({ id, version }: Text): Change | undefined {
  const record = useRecord(id)
  const { changes } = useGiven()
  const isOther = readOf(record) !== undefined && record?.versionRead !== version
  const given = changes[id]?.versionRead === record?.versionRead ? changes[id] : undefined
  const known = useSyncExternalStore(
    onChanges,
    () => changeOf(record),
    () => undefined,
  )
  return isOther ? (known ?? given) : undefined
}

type Read = { documentId: string; versionRead: string }

function keyOf({ documentId, versionRead }: Read): string {
  return `${documentId} ${versionRead}`
}
