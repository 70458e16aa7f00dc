/** Whether a value is what it should be. */
export type Check = (value: unknown) => boolean

/** Text of at most `most` characters. */
export function isText(most: number): Check {
  return (value) => typeof value === 'string' && value.length <= most
}

/** A time as `toISOString` writes it: one notation only, so that times compare as text. */
export const isTime: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value))

/** What may be absent. */
export function optional(check: Check): Check {
  return (value) => value === undefined || check(value)
}

/** An object whose fields pass their checks; others are not looked at. */
export function isRecordOf(checks: Readonly<Record<string, Check>>): Check {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(checks).every(([name, check]) => check((value as Record<string, unknown>)[name]))
}
