'use client'

import { readerId } from '@/components/progress/reader'
import { putDraft } from './draft-server'
import { forgetDraft, isSaved, keepDraft, listKeptDrafts, readKeptDraft, type KeptDraft } from './kept-draft'

// So many that the server has stay here too, to be opened without it.
const mostSaved = 3

/**
 * Sends a person's drafts that this browser alone has, but for the one that is open. Gives the keys of those that were
 * sent, and what the server did not take: that stays here.
 */
export async function sendKeptDrafts(reader: string, open?: string): Promise<{ sent: string[]; left: KeptDraft[] }> {
  const outcome: { sent: string[]; left: KeptDraft[] } = { sent: [], left: [] }
  let saved = 0
  for (const draft of listKeptDrafts()) {
    if (readerId() !== reader) break
    if (isSaved(draft)) {
      saved += 1
      if (saved > mostSaved && draft.key !== open) forgetDraft(draft.key)
    } else if (draft.key !== open) {
      if (await isTaken(reader, draft)) outcome.sent.push(draft.key)
      else outcome.left.push(draft)
    }
  }
  return outcome
}

async function isTaken(reader: string, { key, text, saved, changes }: KeptDraft): Promise<boolean> {
  const answer = await putDraft(reader, { key, text, version: saved?.version ?? null, changes })
  const now = readerId() === reader ? readKeptDraft(key) : undefined
  if (!now || answer.is !== 'answer' || !answer.value.ok) return false
  // Another tab may have written more into it meanwhile.
  const next = { ...now, saved: { version: answer.value.version, text } }
  return keepDraft(next) && isSaved(next)
}
