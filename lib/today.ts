/** Today's date in UTC, as `2026-11-23`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

/** The day so many days after another. */
export function inDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
