'use client'

import { askServer, putting, type Answer } from '@/components/progress/ask-server'
import type { DraftChanges, DraftSaved, DraftText, SavedDraft } from '@/lib/postmortems/draft'

type Sent = { key: string; text: DraftText; version: number | null; changes?: DraftChanges | undefined }

/** Sends a draft to be saved; `atLeave` in a way that outlasts the page, as far as a browser does so. */
export function putDraft(reader: string, { key, ...sent }: Sent, atLeave = false): Promise<Answer<DraftSaved>> {
  return askServer(reader, addressOf(key), putting(sent, atLeave))
}

/** What the server has of a draft; null when it has none. */
export async function fetchDraft(reader: string, key: string): Promise<Answer<SavedDraft | null>> {
  const answer = await askServer<{ draft: SavedDraft | null }>(reader, addressOf(key), { method: 'GET' })
  return answer.is === 'answer' ? { is: 'answer', value: answer.value.draft } : answer
}

/** Deletes what the server has of a draft. */
export function removeDraft(reader: string, key: string): Promise<Answer<unknown>> {
  return askServer(reader, addressOf(key), { method: 'DELETE' })
}

function addressOf(key: string): string {
  return `/api/drafts/${key}`
}
