import { isMap, isScalar, parseDocument, type Document } from 'yaml'
import { AppError } from '@/lib/errors'
import { splitFrontMatter } from '@/lib/markup'
import { isEmpty, toBody, toYaml } from './to-source'

type Path = (string | number)[]

/** Fields as they are to be; `before` has those that the schema reads otherwise than the file writes them. */
type Change = { fields: Record<string, unknown>; before?: Record<string, unknown>; body?: string }

/**
 * The source with some fields of its front matter changed, and with another body if one is given. What is not changed
 * keeps every byte, comments and all; a field that is empty now is left out. Throws `invalid` for a source without
 * front matter.
 */
export function changeSource(source: string, { fields, before = {}, body }: Change): string {
  const split = splitFrontMatter(source)
  if ('problems' in split) throw new AppError('invalid', 'The file has no front matter; mend it by hand first.')
  const yaml = Object.entries(fields).reduce(
    (text, [key, value]) => changeField(text, { key, value, before: before[key] }),
    split.yaml,
  )
  const head =
    source.slice(0, split.yamlStart) + yaml + source.slice(split.yamlStart + split.yaml.length, split.bodyStart)
  const oldBody = source.slice(split.bodyStart)
  return head + (body === undefined || toBody(body) === toBody(oldBody) ? oldBody : `\n${toBody(body)}`)
}

/** The body of a source as a person edits it. */
export function bodyOf(source: string): string {
  const split = splitFrontMatter(source)
  return 'problems' in split ? source : source.slice(split.bodyStart).replace(/\r\n?/g, '\n').trim()
}

type Field = { key: string; value: unknown; before: unknown }

function changeField(yaml: string, { key, value, before }: Field): string {
  if (before !== undefined && isSame(before, value)) return yaml
  const place = placeOf(yaml, key)
  if (!place) return isEmpty(value) ? yaml : `${yaml.replace(/\n*$/, '\n')}${toYaml({ [key]: value })}`
  const { start, end, next } = place
  if (isEmpty(value)) return yaml.slice(0, start) + yaml.slice(end)
  const field = parseDocument(yaml.slice(start, next), { schema: 'core', version: '1.2', logLevel: 'silent' })
  const written = (field.toJS() as Record<string, unknown>)[key]
  if (isSame(written, value)) return yaml
  setWithin(field, [key], before ?? written, value)
  return yaml.slice(0, start) + field.toString({ lineWidth: 0, flowCollectionPadding: false }) + yaml.slice(next)
}

/** Where a field begins and ends, and where the next one begins. */
function placeOf(yaml: string, key: string): { start: number; end: number; next: number } | undefined {
  const { contents } = parseDocument(yaml, { schema: 'core', version: '1.2', logLevel: 'silent' })
  if (!isMap(contents)) return undefined
  const starts = contents.items.map(({ key: name }) => (isScalar(name) ? name.range[0] : 0))
  const at = contents.items.findIndex(({ key: name }) => isScalar(name) && name.value === key)
  const item = contents.items[at]
  if (!item) return undefined
  const next = starts[at + 1] ?? yaml.length
  const { range } = item.value as { range: [number, number, number] }
  return { start: starts[at] ?? 0, end: range[2], next }
}

/** Changes the smallest parts that differ, so that what stands around them stays as it was written. */
function setWithin(document: Document, path: Path, before: unknown, after: unknown): void {
  if (isSame(before, after)) return
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let at = before.length - 1; at >= after.length; at--) document.deleteIn([...path, at])
    after.forEach((item, at) => setWithin(document, [...path, at], before[at], item))
    return
  }
  if (isObject(before) && isObject(after)) {
    for (const key of Object.keys(before)) if (isEmpty(after[key])) document.deleteIn([...path, key])
    for (const [key, item] of Object.entries(after)) {
      if (!isEmpty(item)) setWithin(document, [...path, key], before[key], item)
    }
    return
  }
  // A plain value keeps the quotes of the one it replaces.
  document.setIn(path, isPlain(before) && isPlain(after) ? after : document.createNode(after))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPlain(value: unknown): boolean {
  return value !== undefined && (typeof value !== 'object' || value === null)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
