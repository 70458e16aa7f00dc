const limit = 80
const fallback = 'postmortem'
const deviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i
// Letters that no Unicode form takes apart.
const spelledOut: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Whether Windows takes a name for a device, whatever its ending: it cannot be checked out there. */
export function isDeviceName(name: string): boolean {
  return deviceNames.test(name.split('.', 1)[0] ?? '')
}

/**
 * Makes a slug from a title: `[a-z0-9]` and inner hyphens, at most 80 characters, never a device name of
 * Windows and never empty (`postmortem` stands in for a title without a Latin letter or digit).
 */
export function titleToSlug(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => spelledOut[letter] ?? letter)
    // Accents stand alone after NFKD; an apostrophe ends no word.
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
  const slug = cut(words, limit)
  if (!slug) return fallback
  return isDeviceName(slug) ? `${fallback}-${slug}` : slug
}

/**
 * A slug for a title that is not taken: the slug itself, or with -2, -3, ... at its end, at most 80
 * characters. Slugs are lower-case; `isTaken` must compare with what exists in lower case.
 */
export function freeSlug(title: string, isTaken: (slug: string) => boolean): string {
  const slug = titleToSlug(title)
  if (!isTaken(slug)) return slug
  for (let number = 2; ; number += 1) {
    const ending = `-${number}`
    const candidate = cut(slug, limit - ending.length) + ending
    if (!isTaken(candidate)) return candidate
  }
}

/** Whether a slug is one that a title gives: its own, or that with a number because others had it. */
export function isSlugOf(title: string, slug: string): boolean {
  const own = titleToSlug(title)
  const ending = /-\d+$/.exec(slug)?.[0]
  return slug === own || (ending !== undefined && slug === cut(own, limit - ending.length) + ending)
}

/** At most `length` characters, without hyphens at the ends; a word is cut only when little would be left. */
function cut(words: string, length: number): string {
  const trimmed = words.replace(/^-+|-+$/g, '')
  if (trimmed.length <= length) return trimmed
  const lastHyphen = trimmed.lastIndexOf('-', length)
  return trimmed.slice(0, lastHyphen > length / 2 ? lastHyphen : length).replace(/-+$/, '')
}
