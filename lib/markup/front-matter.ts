import { parseDocument, visit, type Document } from 'yaml'
import type { z } from 'zod'
import { problemAt } from './place'
import type { Problem } from './schema'
import { nearest } from './nearest'

const maxFrontMatterBytes = 32 * 1024
const maxDepth = 20

type Split = { yaml: string; yamlStart: number; bodyStart: number }

/** Cuts the front matter from the body; the first line must be exactly `---`. */
export function splitFrontMatter(text: string): Split | { problems: Problem[] } {
  const first = /^---(.*?)(?:\r?\n|$)/.exec(text)
  if (!first) {
    return {
      problems: [problemAt(text, 0, 'A document begins with front matter: a first line `---`, then its fields.')],
    }
  }
  if (first[1] !== '') {
    const message = `The first line must be exactly \`---\`. \`---${first[1]?.slice(0, 20)}\` would choose another language; only YAML is read.`
    return {
      problems: [
        problemAt(text, 0, message, { start: 0, end: 3 + (first[1]?.length ?? 0), text: '---', label: 'Make it ---' }),
      ],
    }
  }
  const yamlStart = first[0].length
  const close = /(?:^|\n)---[ \t]*(?:\r?\n|$)/g
  close.lastIndex = Math.max(0, yamlStart - 1)
  const end = close.exec(text)
  if (!end) return { problems: [problemAt(text, 0, 'The front matter has no closing line `---`.')] }
  const yamlEnd = end.index + (text[end.index] === '\n' ? 1 : 0)
  return { yaml: text.slice(yamlStart, yamlEnd), yamlStart, bodyStart: end.index + end[0].length }
}

/**
 * Parses front matter (YAML 1.2 core, string keys, no anchors, aliases or tags, at most 32 KB) and
 * checks it against a kind's schema. Problems point at the field they are about.
 */
export function readFrontMatter<T>(
  text: string,
  split: Split,
  schema: z.ZodType<T>,
): { value: T } | { problems: Problem[] } {
  const shape = shapeProblem(split.yaml)
  if (shape) return { problems: [problemAt(text, split.yamlStart, shape)] }
  const document = parseDocument(split.yaml, {
    schema: 'core',
    version: '1.2',
    uniqueKeys: true,
    stringKeys: true,
    merge: false,
    logLevel: 'silent',
    prettyErrors: false,
  })
  const problems = syntaxProblems(text, split, document)
  if (problems.length > 0) return { problems }
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {})
  if (parsed.success) return { value: parsed.data }
  return { problems: fieldProblems(text, split, document, parsed.error, schema) }
}

/** Bounds what the YAML parser may be asked to nest; it recurses. */
function shapeProblem(yaml: string): string | undefined {
  if (Buffer.byteLength(yaml) > maxFrontMatterBytes)
    return 'The front matter is larger than 32 KB. Move text into the body.'
  let depth = 0
  for (const character of yaml) {
    if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1)
    if (depth > maxDepth) return `The front matter nests brackets deeper than ${maxDepth} levels.`
  }
  for (const line of yaml.split('\n')) {
    const indicators = /^[\s\-?:]*/.exec(line)?.[0] ?? ''
    if (indicators.length > maxDepth * 4) return `The front matter nests deeper than ${maxDepth} levels.`
  }
  return undefined
}

function syntaxProblems(text: string, { yamlStart }: Split, document: Document): Problem[] {
  const problems = document.errors.map((error) =>
    problemAt(text, yamlStart + error.pos[0], `The front matter is not valid YAML: ${sentence(error.message)}`),
  )
  const refuse = (offset: number | undefined, what: string) =>
    problems.push(
      problemAt(text, yamlStart + (offset ?? 0), `${what} are not allowed in front matter. Write the value itself.`),
    )
  visit(document, {
    Alias: (_, node) => void refuse(node.range?.[0], 'Aliases (`*name`)'),
    Node: (_, node) => {
      if ('anchor' in node && node.anchor) refuse(node.range?.[0], 'Anchors (`&name`)')
      if (node.tag) refuse(node.range?.[0], 'Tags (`!name`)')
    },
  })
  return problems.slice(0, 20)
}

function fieldProblems(
  text: string,
  split: Split,
  document: Document,
  error: z.ZodError,
  schema: z.ZodType,
): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        ...problemAt(text, offsetOf(split, document, [...path, key]), unknownField(key, path, schema)),
        field: [...path, key].join('.'),
      }))
    }
    const problem = problemAt(text, offsetOf(split, document, path), sentence(issue.message))
    if (path.length === 0) return [problem]
    const field = path.join('.')
    return [{ ...problem, field, message: `\`${field}\`: ${problem.message}` }]
  })
}

function unknownField(key: string, path: (string | number)[], schema: z.ZodType): string {
  const known = path.length === 0 ? knownFields(schema) : []
  const near = nearest(key, known)
  if (near) return `There is no field \`${key}\`. Do you mean \`${near}\`?`
  return `There is no field \`${key}\`.${known.length > 0 ? ` The fields are: ${known.join(', ')}.` : ''}`
}

function knownFields(schema: z.ZodType): string[] {
  return 'shape' in schema ? Object.keys(schema.shape as object) : []
}

/** Offset of the deepest part of `path` that stands in the front matter. */
function offsetOf({ yaml, yamlStart }: Split, document: Document, path: (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    const range = node && typeof node === 'object' && 'range' in node ? (node.range as [number] | undefined) : undefined
    if (range) {
      const key = length === 1 ? new RegExp(`^${escapeRegExp(String(path[0]))}\\s*:`, 'm').exec(yaml) : null
      return yamlStart + (key?.index ?? range[0])
    }
  }
  return yamlStart
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function sentence(message: string): string {
  const line = message.split('\n')[0]?.trim() ?? ''
  return /[.?!]$/.test(line) ? line : `${line}.`
}
