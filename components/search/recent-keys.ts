import { storedKeys } from '@/components/progress/reader'
import { store } from '@/components/ui/stored'

const signedOutKey = 'twelvefold.recent'

/** Where the browser keeps what a person opened from the palette, or somebody signed out. */
export function recentKeyOf(reader: string | undefined): string {
  return reader === undefined ? signedOutKey : `${signedOutKey}.${reader}`
}

/** Forgets what everybody but one person opened: nobody who signs in later has it. */
export function forgetRecentBut(reader: string | undefined): void {
  const kept = reader === undefined ? undefined : recentKeyOf(reader)
  for (const key of storedKeys()) if (key.startsWith(`${signedOutKey}.`) && key !== kept) store(key, null)
}
