/** A time to the minute, in UTC, as tables show it: `2026-11-23 20:51`. */
export function minuteText(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}
