import { isSlug } from '@/lib/library'
import { givenFieldsSchema } from './schema'
import { toDay, toLine, toSeverity, toStatus, toWords } from './foreign-words'

/** What became of a file's own fields: by our names, with where each came from; and what was not taken, with why. */
export type Mapped = {
  fields: Record<string, unknown>
  created?: string
  authors: string[]
  aliases: string[]
  /** Our name of a field, and the file's. */
  from: Map<string, string>
  left: { field: string; why: string }[]
  isDraft: boolean
}

const names = {
  title: ['title', 'name'],
  summary: ['summary', 'description', 'excerpt', 'abstract', 'subtitle', 'tldr'],
  severity: ['severity', 'sev', 'priority', 'impact_level'],
  status: ['status', 'state'],
  happened: ['happened', 'incident_date', 'incidentDate', 'occurred', 'date', 'created', 'published'],
  created: ['created', 'published', 'publishDate', 'pubDate', 'created_at', 'date'],
  tags: ['tags', 'keywords', 'categories', 'category', 'labels', 'topics'],
  authors: ['authors', 'author', 'by'],
} as const

const mostTags = 12
const mostTagLength = 40

/** Maps the front matter of another tool to ours. What is ours already is taken as it is, if it is valid. */
export function mapFields(foreign: Record<string, unknown>): Mapped {
  const mapped: Mapped = {
    fields: {},
    authors: [],
    aliases: [],
    from: new Map(),
    left: [],
    isDraft: foreign.draft === true || toStatus(foreign.status ?? foreign.state) === 'draft',
  }
  const seen = new Set<string>(['draft'])
  const take = <T>(to: keyof typeof names, read: (value: unknown) => T | undefined): T | undefined => {
    const known = names[to].filter((name) => foreign[name] !== undefined && foreign[name] !== null)
    for (const name of known) seen.add(name)
    const found = known.map((name) => ({ name, value: read(foreign[name]) })).find(({ value }) => value !== undefined)
    if (found) mapped.from.set(to, found.name)
    else for (const name of known) mapped.left.push({ field: name, why: `is not read as ${to}` })
    return found?.value
  }
  const put = (to: 'title' | 'summary' | 'severity' | 'status' | 'happened', read: (value: unknown) => unknown) => {
    const value = take(to, read)
    if (value !== undefined) mapped.fields[to] = value
  }
  put('title', toLine)
  put('summary', toLine)
  put('severity', toSeverity)
  put('status', toStatus)
  put('happened', (value) => ownValue('happened', value) ?? toDay(value))
  const created = take('created', toDay)
  if (created !== undefined) mapped.created = created
  mapped.authors = take('authors', toNames) ?? []
  mapTags(foreign, mapped, seen)
  mapSlug(foreign, mapped, seen)
  mapRest(foreign, mapped, seen)
  return mapped
}

function toNames(value: unknown): string[] | undefined {
  const words = toWords(value).slice(0, 20)
  return words.length > 0 ? words : undefined
}

function mapTags(foreign: Record<string, unknown>, mapped: Mapped, seen: Set<string>): void {
  const known = names.tags.filter((name) => foreign[name] !== undefined && foreign[name] !== null)
  const words = [...new Set(known.flatMap((name) => toWords(foreign[name])))]
  const tags = words.filter((word) => word.length <= mostTagLength).slice(0, mostTags)
  for (const name of known) seen.add(name)
  if (tags.length === 0) return
  mapped.fields.tags = tags
  mapped.from.set('tags', known.join(', '))
  for (const word of words.filter((one) => !tags.includes(one))) {
    mapped.left.push({ field: known[0] ?? 'tags', why: `has too much: ${word.slice(0, mostTagLength)}` })
  }
}

function mapSlug(foreign: Record<string, unknown>, mapped: Mapped, seen: Set<string>): void {
  for (const name of ['slug', 'permalink', 'aliases']) {
    if (foreign[name] === undefined) continue
    seen.add(name)
    const slugs = toWords(foreign[name]).map(
      (one) =>
        one
          .replace(/^\/+|\/+$/g, '')
          .split('/')
          .at(-1) ?? '',
    )
    const good = slugs.filter(isSlug)
    mapped.aliases.push(...good)
    if (good.length < slugs.length) mapped.left.push({ field: name, why: 'is no address here' })
  }
}

function mapRest(foreign: Record<string, unknown>, mapped: Mapped, seen: Set<string>): void {
  for (const [name, value] of Object.entries(foreign)) {
    if (seen.has(name)) continue
    const own = ownValue(name, value)
    if (own === undefined) {
      const isOurs = Object.hasOwn(givenFieldsSchema.shape, name)
      mapped.left.push({ field: name, why: isOurs ? 'has a value that cannot stand here' : 'is no field here' })
      continue
    }
    mapped.fields[name] = own
    mapped.from.set(name, name)
  }
}

function ownValue(name: string, value: unknown): unknown {
  if (!Object.hasOwn(givenFieldsSchema.shape, name)) return undefined
  const parsed = givenFieldsSchema.shape[name as keyof typeof givenFieldsSchema.shape].safeParse(value)
  return parsed.success ? parsed.data : undefined
}
