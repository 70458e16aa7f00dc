/** Where to go after signing in: a path of this site as it was given, and home for anything else. */
export function safeCallback(given: unknown): string {
  if (typeof given !== 'string' || given.length > 2000 || !given.startsWith('/')) return '/'
  const here = 'http://here.invalid'
  if (!URL.canParse(given, here)) return '/'
  const { origin, pathname, search, hash } = new URL(given, here)
  // The parsed path, since browsers read `/\` and tabs in ways that a look at the text misses.
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : '/'
}
