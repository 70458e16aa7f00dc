import { readerId, storeOwn } from '@/components/progress/reader'
import { readStored } from '@/components/ui/stored'
import { kinds } from '../facets'
import { recentKeyOf } from '../recent-keys'
import type { Place } from './options'

const most = 5

/** The pages last opened from the palette by whoever reads, the newest first; none where storage has something else. */
export function readRecent(): Place[] {
  try {
    const stored: unknown = JSON.parse(readStored(recentKeyOf(readerId())) ?? '[]')
    return Array.isArray(stored) ? stored.flatMap(toPlace).slice(0, most) : []
  } catch {
    // A convenience: what cannot be read is as good as nothing, and is written over.
    return []
  }
}

/** Remembers a page as the one opened last. */
export function rememberRecent(place: Place): void {
  storeOwn(recentKeyOf(readerId()), JSON.stringify(withRecent(readRecent(), place)))
}

/** The pages with another one before them, which is there once. */
export function withRecent(before: Place[], place: Place): Place[] {
  return [place, ...before.filter(({ url }) => url !== place.url)].slice(0, most)
}

function toPlace(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const { title, url, kind: given, detail } = value as Record<string, unknown>
  // Only pages of this site: another page of the browser may have written here.
  if (typeof title !== 'string' || typeof url !== 'string' || !/^\/(?!\/)/.test(url)) return []
  const kind = kinds.find((one) => one === given)
  return [{ title, url, ...(kind && { kind }), ...(typeof detail === 'string' && { detail }) }]
}
