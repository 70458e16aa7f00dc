'use client'

/**
 * What came of asking the server for somebody: its answer; nothing, since it could not be reached or cannot now; that it
 * knows nobody; or why not, in words.
 */
export type Answer<T> =
  | { is: 'answer'; value: T }
  | { is: 'failed' }
  | { is: 'signed out' }
  | { is: 'refused'; status: number; words: string }

const patienceMs = 20_000
/** A browser takes so many bytes along while a page is being left. */
export const mostBytesAtLeave = 60_000

/** Asks for what is a reader's own, in JSON; a request with `keepalive` outlasts the page. */
export async function askServer<T>(reader: string, address: string, request: RequestInit): Promise<Answer<T>> {
  // Whose session this browser has by now the page does not know; the server compares.
  const headers = { 'content-type': 'application/json', 'x-twelvefold-reader': reader }
  const signal = request.keepalive ? null : AbortSignal.timeout(patienceMs)
  const response = await fetch(address, { ...request, headers, signal }).catch(() => undefined)
  if (!response || response.status >= 500 || response.status === 429) return { is: 'failed' }
  if (response.status === 401) return { is: 'signed out' }
  const body: unknown = await response.json().catch(() => undefined)
  if (body === undefined) return { is: 'failed' }
  if (response.ok) return { is: 'answer', value: body as T }
  return { is: 'refused', status: response.status, words: (body as { message: string }).message }
}

/** A request that changes something; `atLeave` one that outlasts the page, as far as a browser does so. */
export function putting(sent: object, atLeave: boolean): RequestInit {
  const body = JSON.stringify(sent)
  return { method: 'PUT', body, keepalive: atLeave && new TextEncoder().encode(body).length <= mostBytesAtLeave }
}
