/** Whether a value is what it should be. */
export type Check = (value: unknown) => boolean

// Control characters and halves of characters: nobody means them, and PostgreSQL takes no NUL.
const noCharacter = /[\p{Cc}\p{Cs}]/gu
const noCharacterNorBreak = /[^\P{Cc}\t\n\r]|\p{Cs}/gu
// What makes an address look like another one, written out or escaped.
const deceptive = /[\s\\\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]|%(?:[01][0-9a-f]|7f)/iu

/** Text in one line, of at most `most` characters. */
export function isLine(most: number): Check {
  return (value) => isText(most)(value) && value === toLine(String(value), most)
}

/** Text of at most `most` characters, with lines and tabs. */
export function isText(most: number): Check {
  return (value) => typeof value === 'string' && value === toText(value, most)
}

/** What `isLine` takes of a text. */
export function toLine(text: string, most: number): string {
  return text.slice(0, most).replace(noCharacter, '')
}

/** What `isText` takes of a text. */
export function toText(text: string, most: number): string {
  return text.slice(0, most).replace(noCharacterNorBreak, '')
}

/** An address of the web of at most `most` characters, with nothing hidden in it and no user before the host. */
export function isWebAddress(most: number): Check {
  return (value) => {
    if (typeof value !== 'string' || value.length > most || deceptive.test(value)) return false
    // The parser mends much and says nothing of an empty user.
    return /^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(value) && isAddress(value)
  }
}

/** A number from `least` to `most`. */
export function isNumber(least: number, most: number): Check {
  return (value) => typeof value === 'number' && value >= least && value <= most
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

function isAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol)
  } catch {
    return false
  }
}
