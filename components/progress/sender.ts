'use client'

import { textOfProgress } from '@/lib/progress/merge'
import { parseProgress, type BatchOutcome, type Progress } from '@/lib/progress/schema'
import { askServer, mostBytesAtLeave } from './ask-server'
import { readerId } from './reader'
import { addProgress, readProgress } from './store'
import { openUnsent, type Unsent } from './unsent'

/** What came of asking the server; `signed out` when it knows nobody, or somebody else. */
export type Outcome = 'done' | 'failed' | 'signed out'

/** The way of a person's progress to the server and back. */
export type Sender = {
  /** The documents whose record the server does not have yet. */
  unsent: Unsent
  /** Those of them that are worth sending: the server has not refused them as they are. */
  toSend: () => string[]
  /** Why the server refused the others, in its words. */
  refusals: () => string[]
  /** Notes that a record has changed: what is under way of it is not the last word. */
  noteChange: (documentId: string) => void
  /** Asks for what the server has, merges it, and notes what it does not have like that. */
  pull: () => Promise<Outcome>
  /** Sends a batch of what is unsent. */
  push: () => Promise<Outcome>
  /** Sends what a browser still takes while a page is being left, but for what is under way like that already. */
  pushAtLeave: () => void
}

type Flight = { ids: Set<string>; outlastsPage: boolean; bytes: number }

const address = '/api/progress'
const most = { records: 100, bytes: 1_000_000 }

/** Opens it. */
export function openSender(reader: string): Sender {
  const unsent = openUnsent(reader)
  // Ids leave a flight when they change: what is left in it when the answer comes is on the server as it is here.
  const flights = new Set<Flight>()
  // Sent as they are they would be refused again, so they wait for a change; the next page tries once more.
  const refused = new Map<string, string>()
  const toSend = () => unsent.ids().filter((id) => !refused.has(id))
  const send = async ({ ids, recordIds, body, bytes }: Batch, outlastsPage: boolean): Promise<Outcome> => {
    const flight: Flight = { ids: new Set(ids), outlastsPage, bytes }
    flights.add(flight)
    const outcome = await ask(reader, { method: 'PUT', body, keepalive: outlastsPage }, ({ results }) => {
      for (const [index, id] of recordIds.entries()) {
        const result = results[index]
        if (result?.ok === false && !result.gone && flight.ids.delete(id)) refused.set(id, result.reason)
      }
    })
    flights.delete(flight)
    if (outcome === 'done') unsent.remove([...flight.ids])
    return outcome
  }
  return {
    unsent,
    toSend,
    refusals: () => unsent.ids().flatMap((id) => refused.get(id) ?? []),
    noteChange: (documentId) => {
      refused.delete(documentId)
      unsent.add([documentId])
      for (const { ids } of flights) ids.delete(documentId)
    },
    pull: () => ask(reader, { method: 'GET' }, ({ progress }) => compare(unsent, progress)),
    push: () => send(batchOf(toSend(), most.bytes), false),
    pushAtLeave: () => {
      const leaving = [...flights].filter(({ outlastsPage }) => outlastsPage)
      const isLeaving = (id: string) => leaving.some(({ ids }) => ids.has(id))
      // What is under way otherwise ends with the page, so it is sent once more.
      const ids = toSend().filter((id) => !isLeaving(id))
      const batch = batchOf(
        ids,
        leaving.reduce((left, { bytes }) => left - bytes, mostBytesAtLeave),
      )
      if (batch.ids.length > 0) void send(batch, true)
    },
  }
}

/** Asks the server, and merges the progress it answers with. */
async function ask(reader: string, request: RequestInit, take: (answer: BatchOutcome) => void): Promise<Outcome> {
  const answer = await askServer<{ progress: unknown } & Partial<BatchOutcome>>(reader, address, request)
  if (answer.is === 'signed out' || (answer.is === 'refused' && answer.status === 403)) return 'signed out'
  // Where the page has become somebody else's meanwhile, the answer is none of theirs.
  if (answer.is !== 'answer' || readerId() !== reader) return 'failed'
  const theirs = parseProgress(JSON.stringify(answer.value.progress))
  addProgress(theirs)
  take({ progress: theirs, results: answer.value.results ?? [] })
  return 'done'
}

function compare(unsent: Unsent, theirs: Progress): void {
  const ours = Object.entries(readProgress())
  const isThere = ([id, record]: (typeof ours)[number]) => {
    const other = theirs[id]
    return other !== undefined && textOfProgress({ [id]: record }) === textOfProgress({ [id]: other })
  }
  unsent.remove(ours.filter(isThere).map(([id]) => id))
  unsent.add(ours.filter((one) => !isThere(one)).map(([id]) => id))
}

/** `recordIds` are those of the records in it, in their order. */
type Batch = { ids: string[]; recordIds: string[]; body: string; bytes: number }

/** The records seen last, as many as fit. While the page stays, one always does: it has to go at some time. */
function batchOf(unsent: readonly string[], mostBytes: number): Batch {
  const progress = readProgress()
  const seen = (id: string) => progress[id]?.lastSeenAt ?? ''
  const ids: string[] = []
  const recordIds: string[] = []
  const records: string[] = []
  let bytes = 0
  for (const id of [...unsent].sort((a, b) => (seen(a) < seen(b) ? 1 : -1))) {
    const record = progress[id] ? JSON.stringify(progress[id]) : ''
    const size = new TextEncoder().encode(record).length + 1
    const isFirst = mostBytes === most.bytes && ids.length === 0
    if (ids.length === most.records) break
    if (bytes + size > mostBytes && !isFirst) continue
    ids.push(id)
    // A record that is not there any more has nothing to send.
    if (record !== '') {
      recordIds.push(id)
      records.push(record)
    }
    bytes += size
  }
  return { ids, recordIds, body: `{"operations":[${records.join()}]}`, bytes }
}
