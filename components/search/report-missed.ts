const shortest = 3

/**
 * Tells the server that a search led to nothing, even while the page goes away; without an answer, since nobody waits
 * for it. Beginnings of words are not told.
 */
export function reportMissed(query: string): void {
  if (query.trim().length < shortest) return
  const body = new Blob([JSON.stringify({ q: query })], { type: 'application/json' })
  navigator.sendBeacon('/api/search/missed', body)
}
