import { z } from 'zod'
import { addressProblem } from '@/lib/markup/schema'

const day = /^\d{4}-\d{2}-\d{2}$/
const moment = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?)?)?$/

/** A day such as 2026-11-23. */
export const dayField = (about: string) =>
  z
    .string({ error: 'Write a date such as 2026-11-23' })
    .regex(day, 'Write a date such as 2026-11-23')
    .refine(isRealDay, 'There is no such day')
    .describe(about)

const asMoment = 'Write a year, a month, a day or a time in UTC: 2012, 2012-08, 2012-08-01 or 2012-08-01T13:30Z'

/** A year, a month, a day or a time in UTC; as precise as is known. A bare year may come as a number. */
export const momentField = (about: string) =>
  z
    .union([z.number().int().transform(String), z.string()], { error: asMoment })
    .pipe(z.string().regex(moment, asMoment))
    .refine(isRealMoment, 'There is no such date')
    .describe(about)

// What a source may not hold (lib/markup/bytes.ts) must not come in by an escape of YAML or JSON either.
const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/u

/** A line of text that is not empty, and holds nothing that readers cannot see. */
export const line = (about: string, most = 300) =>
  z
    .string({ error: 'Write a line of text' })
    .trim()
    .min(1, 'This is empty')
    .max(most, `At most ${most} characters`)
    .refine((text) => !hidden.test(text), 'Here stands a character that readers cannot see. Write it anew')
    .describe(about)

/** An address in the web, held to the same as those in a text. */
export const addressField = (about: string) =>
  z
    .string()
    .regex(/^https?:\/\/[^\s\\\p{C}]+$/iu, { error: 'Write an address that begins with https://', abort: true })
    .superRefine((address, context) => {
      const message = addressProblem(address)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .describe(about)

const timesInOrder = ['started', 'detected', 'mitigated', 'resolved'] as const

/** Refuses times of a postmortem that are out of order: started, detected, mitigated, resolved. */
export function requireOrder(
  value: Partial<Record<(typeof timesInOrder)[number], string | undefined>>,
  context: z.RefinementCtx,
): void {
  const known = timesInOrder.filter((name) => value[name] !== undefined)
  for (const [index, name] of known.entries()) {
    const before = known[index - 1]
    if (before && isBefore(value[name] ?? '', value[before] ?? '')) {
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `This is before \`${before}\`; the order is started, detected, mitigated, resolved`,
      })
    }
  }
}

function isRealDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function isRealMoment(text: string): boolean {
  return isRealDay(`${text}-01-01`.slice(0, 10)) && !Number.isNaN(Date.parse(text))
}

// Moments of different precision are compared in what both of them say.
function isBefore(later: string, earlier: string): boolean {
  const precision = Math.min(later.replace('Z', '').length, earlier.replace('Z', '').length)
  return later.slice(0, precision) < earlier.slice(0, precision)
}
