'use client'

import { useEffect, useSyncExternalStore } from 'react'
import type { Changes, ProgressRecord } from '@/lib/progress/schema'
import { readOf } from '@/lib/progress/transitions'
import { useGiven } from './given-context'
import { useRecord } from './store'

/** That a text has changed since it was read, and by how many words; null when that is unknown. */
export type Change = { words: number | null }

const mostAtOnce = 60
/** What the server has said, by document and version read; null: nothing but a trifle. */
const verdicts = new Map<string, Change | null>()
const listeners = new Set<() => void>()

/** Whether a document that was read has changed since, as far as this page knows. */
export function changeOf(record: ProgressRecord | undefined): Change | undefined {
  const read = readOf(record)
  return (read && verdicts.get(keyOf(read))) ?? undefined
}

/** Takes what the server gave with the page. */
export function giveChanges(changes: Changes): void {
  for (const [documentId, { versionRead, words }] of Object.entries(changes)) {
    verdicts.set(keyOf({ documentId, versionRead }), { words })
  }
  for (const listener of listeners) listener()
}

/** Asks about those whose text is another one now than the one that was read, once for each. */
export async function askForChanges(texts: { record: ProgressRecord | undefined; version: string }[]): Promise<void> {
  const reads = texts.flatMap(({ record, version }) => {
    const read = readOf(record)
    return read && read.versionRead !== version && !verdicts.has(keyOf(read)) ? [read] : []
  })
  for (const read of reads) verdicts.set(keyOf(read), null)
  for (let at = 0; at < reads.length; at += mostAtOnce) {
    const of = reads.slice(at, at + mostAtOnce).map(({ documentId, versionRead }) => `${documentId}:${versionRead}`)
    const response = await fetch(`/api/progress/changes?of=${of.join(',')}`).catch(() => undefined)
    if (response?.ok) giveChanges(((await response.json()) as { changes: Changes }).changes)
    // Another page asks again; this one goes without.
  }
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

function keyOf({ documentId, versionRead }: { documentId: string; versionRead: string }): string {
  return `${documentId} ${versionRead}`
}
