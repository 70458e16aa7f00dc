import path from 'node:path'
import { z } from 'zod'
import { readFrontMatter, splitFrontMatter } from '@/lib/markup'
import type { Problem } from '@/lib/markup/schema'
import { today } from '@/lib/today'
import { firstParagraph, leadingHeading } from './foreign-body'
import { mapFields, type Mapped } from './foreign-fields'
import { toDay } from './foreign-words'
import { givenFieldsSchema, type GivenFields } from './schema'

/** A Markdown file of another tool as a postmortem. `bodyStart` is where its body begins in the file. */
export type Foreign = {
  fields: GivenFields
  created: string
  authors: string[]
  aliases: string[]
  bodyStart: number
  report: ImportReport
}

/** What was taken, what was assumed, and what was left, each in words. */
export type ImportReport = { took: string[]; left: string[] }

const anyFields = z.record(z.string(), z.unknown())

/**
 * Reads the text of a file that another tool has made: `name` is its path, `lessons` those it gets when it names none.
 * Problems have the places where they stand in the file.
 */
export function readForeign(
  text: string,
  { name, lessons }: { name: string; lessons: number[] },
): { ok: true; foreign: Foreign } | { ok: false; problems: Problem[] } {
  if (text.startsWith('+++'))
    return refused('Front matter in TOML is not read. Turn it into YAML, between lines of ---.')
  const split = text.startsWith('---') ? splitFrontMatter(text) : { yaml: '', yamlStart: 0, bodyStart: 0 }
  if ('problems' in split) return { ok: false, problems: split.problems }
  const read = split.bodyStart > 0 ? readFrontMatter(text, split, anyFields) : { value: {} }
  if ('problems' in read) return { ok: false, problems: read.problems }
  const mapped = mapFields(read.value)
  if (mapped.isDraft) return refused('This is a draft. Take that out of its front matter when it is ready to be read.')
  const heading = leadingHeading(text.slice(split.bodyStart))
  const bodyStart = split.bodyStart + (heading && isTitle(heading.title, mapped) ? heading.end : 0)
  const body = text.slice(bodyStart)
  const took = fillIn(mapped, { name, lessons, body, heading: heading?.title })
  const parsed = givenFieldsSchema.safeParse(mapped.fields)
  const lineOf = lineFinder(split.yaml)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => fieldProblem(issue, mapped, lineOf))
    return { ok: false, problems }
  }
  const left = mapped.left.map(({ field, why }) => `${field} (line ${lineOf(field)}) ${why}`)
  const { created = today(), authors, aliases } = mapped
  return { ok: true, foreign: { fields: parsed.data, created, authors, aliases, bodyStart, report: { took, left } } }
}

/** A heading that says the title again would stand on the page twice. */
function isTitle(heading: string, { fields: { title } }: Mapped): boolean {
  return title === undefined || heading === title
}

type Given = { name: string; lessons: number[]; body: string; heading: string | undefined }

/** Fills in what the front matter does not say, and tells where everything came from. */
function fillIn({ fields, from, aliases, created }: Mapped, given: Given): string[] {
  const took = [...from].map(([to, name]) => (to === name ? to : `${to} (from ${name})`))
  if (aliases.length > 0) took.push(`aliases (${aliases.join(', ')})`)
  const fill = (to: string, value: unknown, source: string) => {
    if (fields[to] !== undefined || value === undefined) return
    fields[to] = value
    took.push(`${to} (${source})`)
  }
  const base = path.basename(given.name).replace(/\.mdx?$/i, '')
  const dated = /(\d{4}-\d{2}-\d{2})[-_. ]?/.exec(base)
  const words = base
    .replace(dated?.[0] ?? '', '')
    .replaceAll(/[-_]+/g, ' ')
    .trim()
  fill('title', given.heading, 'its first heading')
  fill('title', words ? words.charAt(0).toUpperCase() + words.slice(1) : undefined, 'the file’s name')
  fill('happened', toDay(dated?.[1]), 'the file’s name')
  fill('happened', created, 'its date')
  fill('summary', firstParagraph(given.body), 'its first paragraph')
  fill('lessons', given.lessons.length > 0 ? given.lessons : undefined, '--lessons')
  fill('severity', 'minor', 'minor, assumed')
  return took
}

const advice: Record<string, string> = {
  happened: 'There is no date. Write one in its front matter: date: 2025-09-29',
  lessons: 'It names no lesson. Give those of all files that name none with --lessons 7,1',
  summary: 'There is no summary. Write one in its front matter: summary: What happened, in a sentence',
}

function fieldProblem(issue: z.core.$ZodIssue, { from, fields }: Mapped, lineOf: (name: string) => number): Problem {
  const name = String(issue.path[0] ?? '')
  const field = issue.path.map(String).join('.')
  const missing = fields[name] === undefined ? advice[name] : undefined
  const line = lineOf(from.get(name) ?? name)
  return { line, column: 1, field, message: missing ?? `\`${field}\`: ${issue.message}` }
}

function lineFinder(yaml: string): (name: string) => number {
  const lines = yaml.split('\n')
  // The first line is the one above the fields.
  return (name) => Math.max(1, lines.findIndex((line) => line.startsWith(`${name.split(',')[0] ?? name}:`)) + 2)
}

function refused(message: string): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ line: 1, column: 1, message }] }
}
