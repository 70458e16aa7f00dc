import { config } from '@/lib/config'
import { database, toColumn } from '@/lib/db'
import { limiter, requireTurn } from '@/lib/limiter'
import { requireRole, type Viewer } from '@/lib/viewer'
import { countMiss, deleteMiss, forgetOldMisses, listMissRows, type MissedSearch } from './store'

/** How many are kept and shown, how long, and how many one caller and all together may report in a minute. */
export const missedLimits = { kept: 2000, shown: 50, days: 180, fromOne: 30, fromAll: 300 } as const

// Shorter ones are the beginning of something.
const shortest = 3

type Miss = {
  text: string
  /** Who reports it: told apart to limit how many, and not kept. */
  from: string
  /** Whether the search has something for it now. */
  hasHits: (text: string) => Promise<boolean>
}

/**
 * Counts a query of which nothing was opened; whether there was nothing to open is looked up here, since a report may
 * say anything. Nothing is kept of who asked, and nothing at all where `MISSED_SEARCHES` is off. Throws `rate-limited`.
 */
export async function noteMissedSearch({ text, from, hasHits }: Miss): Promise<void> {
  const plain = toColumn(text).normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
  if (!config().countsMissedSearches || plain.length < shortest) return
  await take('all', 'all', missedLimits.fromAll)
  await take('one', from, missedLimits.fromOne)
  const now = Date.now()
  await countMiss(database(), { text: plain, hasHits: await hasHits(plain), at: new Date(now).toISOString() })
  const before = new Date(now - missedLimits.days * 24 * 60 * 60 * 1000).toISOString()
  await forgetOldMisses(database(), { before, most: missedLimits.kept })
}

/** What was missed most often. Throws `unauthenticated` and `forbidden` for others than admins. */
export async function listMissed(viewer: Viewer | undefined): Promise<MissedSearch[]> {
  requireRole(viewer, 'admin')
  return listMissRows(database(), missedLimits.shown)
}

/** Takes a query off the list: it is written up, or not worth it. For admins; one that is not there is fine. */
export async function forgetMissed(viewer: Viewer | undefined, text: string): Promise<void> {
  requireRole(viewer, 'admin')
  await deleteMiss(database(), text)
}

async function take(name: string, key: string, points: number): Promise<void> {
  const words = () => 'So many searches in a minute are not counted.'
  await requireTurn(limiter(`missed-${name}`, { points, seconds: 60 }), key, words)
}
