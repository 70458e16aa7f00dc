import type { Severity } from '@/lib/library/schema'

const severityWords: [RegExp, Severity][] = [
  [/^(?:critical|blocker|highest|catastrophic|p0|sev-?[01]|s[01])$/, 'critical'],
  [/^(?:major|high|severe|p1|sev-?2|s2)$/, 'major'],
  [/^(?:minor|medium|moderate|low|lowest|trivial|p[2-5]|sev-?[3-5]|s[3-5])$/, 'minor'],
  [/^(?:near-?miss|none|no-impact|info|informational)$/, 'near-miss'],
]

/** How bad it was, by the words of other tools; undefined for words that nobody knows. */
export function toSeverity(value: unknown): Severity | undefined {
  const word =
    toLine(value)
      ?.toLowerCase()
      .replaceAll(/[\s_]+/g, '-') ?? ''
  return severityWords.find(([pattern]) => pattern.test(word.replace(/^(sev|p|s)-(\d)$/, '$1$2')))?.[1]
}

/** Where a text stands, by the words of other tools. */
export function toStatus(value: unknown): 'published' | 'closed' | 'draft' | undefined {
  const word = toLine(value)?.toLowerCase() ?? ''
  if (/^(?:draft|unpublished|in progress|wip|private)$/.test(word)) return 'draft'
  if (/^(?:closed|resolved|done|complete|completed|final|finished)$/.test(word)) return 'closed'
  return /^(?:published|public|open|active|live|monitoring|mitigated)$/.test(word) ? 'published' : undefined
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** The day that stands in a value, as it is written, whatever its hour and zone; undefined for an ambiguous one. */
export function toDay(value: unknown): string | undefined {
  const text = toLine(value) ?? ''
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[T\s])/.exec(text) ?? []
  if (year && month && day) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const named =
    /^(?:[a-z]+,\s*)?(?:(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*|([a-z]{3})[a-z]*\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+(\d{4})/i
  const [, dayBefore, nameAfter, nameBefore, dayAfter, namedYear] = named.exec(text) ?? []
  const at = months.indexOf((nameAfter ?? nameBefore ?? '').toLowerCase())
  if (!namedYear || at < 0) return undefined
  return `${namedYear}-${String(at + 1).padStart(2, '0')}-${(dayBefore ?? dayAfter ?? '').padStart(2, '0')}`
}

/** The words of a list, or of a text with commas; objects give their name or title. */
export function toWords(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value]
  const words = all.map((one) => toLine(nameOf(one))).filter((word) => word !== undefined)
  return [...new Set(words)]
}

/** A value as one line of text; undefined for what is none. */
export function toLine(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return String(value).replaceAll(/\s+/g, ' ').trim() || undefined
}

function nameOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { name, title } = value as Record<string, unknown>
  return name ?? title
}
