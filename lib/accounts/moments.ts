const day = 24 * 60 * 60 * 1000

/** This moment, as rows hold it. */
export function now(): string {
  return new Date().toISOString()
}

/** A moment so many days from now. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * day).toISOString()
}

/** A moment so many minutes ago. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString()
}
