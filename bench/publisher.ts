import type { Server } from '../e2e/support/site'

/** A postmortem that can be told from all others by one word. */
export type Text = { key: string; word: string; title: string; happened: string }

/** Makes the nth text of a run. */
export function textOf(run: string, at: number): Text {
  const word = `${run}x${at}`
  // Later ones stand first in the list.
  const happened = new Date(Date.UTC(2026, 0, 1 + (at % 300))).toISOString().slice(0, 10)
  return { key: `bench-key-${word}`.padEnd(20, '0'), word, title: `The case of ${word}`, happened }
}

/** What came of publishing: the address, or why not. */
export type Answer = { status: number; url: string | undefined; words: string }

/** Publishes as a page of the site does; throws when nobody answers. */
export async function publish({ address }: Server, cookie: string, text: Text): Promise<Answer> {
  const { key, word, title, happened } = text
  const fields = { title, summary: `About ${word}.`, lessons: [3], severity: 'minor', happened }
  const body = `## Summary\n\nThe ${word} was not what it seemed.\n\n## Impact\n\nNobody was told of it in time.\n`
  const headers = { cookie, origin: address, 'content-type': 'application/json', 'idempotency-key': key }
  const sent = { method: 'POST', headers, body: JSON.stringify({ ...fields, body }) }
  const response = await fetch(`${address}/api/postmortems`, sent)
  const { url, message = '' } = (await response.json()) as { url?: string; message?: string }
  return { status: response.status, url, words: message }
}

/** Publishes and expects it to succeed. */
export async function requirePublished(server: Server, cookie: string, text: Text): Promise<string> {
  const { status, url, words } = await publish(server, cookie, text)
  if (!url) throw new Error(`Publishing was answered with ${status}: ${words}`)
  return url
}

/** Looks for a text on its page, in the list, in search and in the feed; throws when one of them does not show it. */
export async function requireVisible({ address }: Server, text: Text, url: string): Promise<void> {
  const places = [url, '/postmortems', `/api/search?q=${text.word}`, '/feed.xml']
  const pages = await Promise.all(places.map(async (place) => (await fetch(address + place)).text()))
  const missing = places.filter((_, at) => !pages[at]?.includes(text.title))
  if (missing.length > 0) throw new Error(`${url} is published and not to be seen at ${missing.join(', ')}`)
}
