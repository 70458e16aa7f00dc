/** The search page for some words. */
export function pageOf(words: string): string {
  return words.trim() === '' ? '/search' : `/search?q=${encodeURIComponent(words.trim())}`
}

/** The form of a new postmortem, begun with what was searched for in vain. */
export function writeAddress(words: string): string {
  return `/write/new?title=${encodeURIComponent(words.trim())}`
}
