import { parse } from 'yaml'
import type { DraftFields } from '@/lib/postmortems/draft'

/** What a text brings into the form: fields by name, the body, and the names of what had no place. */
export type Imported = { fields: Partial<DraftFields>; body: string; left: string[] }

/** What other tools call the fields of ours. */
const otherNames: Record<string, string> = {
  description: 'summary',
  abstract: 'summary',
  date: 'happened',
  incident_date: 'happened',
  keywords: 'tags',
  labels: 'tags',
  severity_level: 'severity',
  action_items: 'actions',
  'action items': 'actions',
  start: 'started',
  started_at: 'started',
  detected_at: 'detected',
  mitigated_at: 'mitigated',
  resolved_at: 'resolved',
}

const texts = new Set(['title', 'summary', 'severity', 'detectedBy', 'heuristic', 'toy'])
const moments = new Set(['happened', 'started', 'detected', 'mitigated', 'resolved'])
const lists = new Set(['tags', 'failureClass', 'recursFrom'])
const rows = new Set(['actions', 'metrics', 'sources'])
const objects = new Set(['versions', 'baseline', 'impact'])
const severities = new Set(['near-miss', 'minor', 'major', 'critical'])

/**
 * Reads Markdown with or without front matter. Fields are taken over where name and kind of value fit; a first heading
 * becomes the title where there is none, and goes where it says the title again. Nothing is refused: what has no place is named.
 */
export function importMarkdown(text: string): Imported {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const [whole = '', yaml = ''] = /^---[ \t]*\n([\s\S]*?)\n?---[ \t]*(?:\n|$)/.exec(plain) ?? []
  const front = readFront(yaml)
  const fields: Record<string, unknown> = {}
  const left: string[] = front === undefined ? ['the front matter, which is not valid YAML'] : []
  for (const [given, value] of Object.entries(front ?? {})) {
    const lower = given.toLowerCase()
    const name = otherNames[lower] ?? (lower === 'failureclass' ? 'failureClass' : given)
    const taken = fields[name] === undefined ? convert(name, value) : undefined
    if (taken === undefined) left.push(given)
    else fields[name] = taken
  }
  const body = plain.slice(whole.length).trim()
  const [heading = '', words = ''] = /^# +(.+?)#*[ \t]*(?:\n|$)/.exec(body) ?? []
  const title = fields.title ?? words.trim()
  if (heading === '' || title !== words.trim()) return { fields, body, left }
  return { fields: { ...fields, title }, body: body.slice(heading.length).trim(), left }
}

function readFront(yaml: string): Record<string, unknown> | undefined {
  try {
    const front: unknown = parse(yaml, { schema: 'core', version: '1.2', logLevel: 'error', maxAliasCount: 0 })
    return isObject(front) ? front : {}
  } catch {
    // Said with the names of what is left.
    return undefined
  }
}

/** A value as the form holds it; undefined where it is of another kind than the field. */
function convert(name: string, value: unknown): unknown {
  if (name === 'lessons') return numbersOf(value)
  if (name === 'severity') return toSeverity(value)
  if (moments.has(name)) return toMoment(value)
  if (texts.has(name)) return isPlain(value) ? String(value).trim() : undefined
  if (lists.has(name)) {
    const items = typeof value === 'string' ? value.split(',') : value
    return Array.isArray(items) && items.every(isPlain) ? items.map((one) => String(one).trim()) : undefined
  }
  if (rows.has(name)) return Array.isArray(value) && value.every(isObject) ? value : undefined
  return objects.has(name) && isObject(value) ? value : undefined
}

function numbersOf(value: unknown): string[] | undefined {
  const numbers = [value].flat().map(String)
  return numbers.length > 0 && numbers.every((one) => /^([1-9]|1[0-2])$/.test(one)) ? numbers : undefined
}

function toSeverity(value: unknown): string | undefined {
  const word = String(value).toLowerCase().replace(/\s+/g, '-')
  return severities.has(word) ? word : undefined
}

/** A moment as ours are written; one with another offset than UTC is turned to UTC. */
function toMoment(value: unknown): string | undefined {
  const text = String(value).trim()
  if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return text
  const [, day, time, zone] =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text) ?? []
  if (day === undefined || time === undefined) return undefined
  const moment = new Date(`${day}T${time}:00${zone ?? 'Z'}`)
  return Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 16)}Z`
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
