'use client'

import type { DraftChanges, DraftSaved, DraftText, SavedDraft } from '@/lib/postmortems/draft'

/**
 * What came of asking the server: its answer; nothing, since it could not be reached or cannot now; that it knows nobody,
 * or somebody else; or why not, in words.
 */
export type Answer<T> =
  { is: 'answer'; value: T } | { is: 'failed' } | { is: 'signed out' } | { is: 'refused'; words: string }

const patienceMs = 20_000
// A browser takes so many bytes along while a page is being left.
const mostBytesAtLeave = 60_000

type Sent = { key: string; text: DraftText; version: number | null; changes?: DraftChanges | undefined }

/** Sends a draft to be saved; `atLeave` in a way that outlasts the page, as far as a browser does so. */
export function putDraft(reader: string, { key, ...sent }: Sent, atLeave = false): Promise<Answer<DraftSaved>> {
  const body = JSON.stringify(sent)
  const outlastsPage = atLeave && new TextEncoder().encode(body).length <= mostBytesAtLeave
  return ask(reader, key, { method: 'PUT', body, keepalive: outlastsPage })
}

/** What the server has of a draft; null when it has none. */
export async function fetchDraft(reader: string, key: string): Promise<Answer<SavedDraft | null>> {
  const answer = await ask<{ draft: SavedDraft | null }>(reader, key, { method: 'GET' })
  return answer.is === 'answer' ? { is: 'answer', value: answer.value.draft } : answer
}

/** Deletes what the server has of a draft. */
export function removeDraft(reader: string, key: string): Promise<Answer<unknown>> {
  return ask(reader, key, { method: 'DELETE' })
}

async function ask<T>(reader: string, key: string, request: RequestInit): Promise<Answer<T>> {
  // Whose session this browser has by now the page does not know; the server compares.
  const headers = { 'content-type': 'application/json', 'x-twelvefold-reader': reader }
  const signal = request.keepalive ? null : AbortSignal.timeout(patienceMs)
  const response = await fetch(`/api/drafts/${key}`, { ...request, headers, signal }).catch(() => undefined)
  const body: unknown = await response?.json().catch(() => undefined)
  if (!response || body === undefined || response.status >= 500 || response.status === 429) return { is: 'failed' }
  if (response.ok) return { is: 'answer', value: body as T }
  if (response.status === 401) return { is: 'signed out' }
  return { is: 'refused', words: (body as { message: string }).message }
}
