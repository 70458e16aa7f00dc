import type { Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { problemAt } from './place'
import { rewriteBrace, rewriteTag } from './rewrites'
import type { Problem, Rewrite } from './schema'

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(remarkMath).freeze()

const maxRounds = 25

type Point = { offset?: number | undefined }

/** What the parser throws at a form that it refuses: a `VFileMessage`, told by what it carries. */
type Refusal = Error & {
  reason: string
  source?: string | undefined
  ruleId?: string | undefined
  place?: Point | { start: Point } | undefined
}

/** A parsed body; `original` maps an offset of the parsed text to the offset in the submitted one. */
export type Parsed = { root?: Root; text: string; problems: Problem[]; original: (offset: number) => number }

/**
 * Parses MDX. The parser stops at the first form it refuses; to show a writer all of them at once,
 * the offered rewrite is applied to a copy and parsing goes on, up to 25 times.
 */
export function parseBody(source: string, bodyStart: number): Parsed {
  const edits: Rewrite[] = []
  const problems: Problem[] = []
  const original = (offset: number) => edits.reduceRight(undo, offset)
  let text = source
  for (let round = 0; round < maxRounds; round++) {
    try {
      return { root: parser.parse(blankFrontMatter(text, bodyStart)), text, problems, original }
    } catch (error) {
      if (!isRefusal(error)) throw error
      const { offset, message, rewrite } = explain(text, error, bodyStart)
      const place = original(offset)
      problems.push(
        problemAt(
          source,
          place,
          message,
          rewrite && { ...rewrite, start: original(rewrite.start), end: original(rewrite.end) },
        ),
      )
      if (!rewrite) return { text, problems, original }
      text = text.slice(0, rewrite.start) + rewrite.text + text.slice(rewrite.end)
      edits.push(rewrite)
    }
  }
  return { text, problems, original }
}

// Positions stay those of the file when the front matter is blanked rather than cut.
function blankFrontMatter(text: string, bodyStart: number): string {
  return text.slice(0, bodyStart).replace(/[^\n]/g, ' ') + text.slice(bodyStart)
}

function undo(offset: number, { start, end, text }: Rewrite): number {
  if (offset >= start + text.length) return offset + (end - start) - text.length
  return Math.min(offset, end)
}

function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'reason' in error && typeof error.reason === 'string'
}

type Explanation = { offset: number; message: string; rewrite?: Rewrite }

function explain(text: string, error: Refusal, bodyStart: number): Explanation {
  const at = offsetOf(error)
  if (error.source === 'micromark-extension-mdxjs-esm') return explainModule(text, at)
  if (error.source === 'micromark-extension-mdx-expression') {
    const offset = lastOpenBrace(text, at, bodyStart)
    return { offset, message: braceMessage, rewrite: rewriteBrace(text, offset) }
  }
  const tag = tagOffset(text, error, at)
  if (tag < bodyStart || text[tag] !== '<') return { offset: at, message: sentence(error.reason) }
  return { offset: tag, message: tagMessage(text, tag, error), rewrite: rewriteTag(text, tag) }
}

const braceMessage =
  'A `{` begins a JavaScript expression in MDX, and content holds no code. Write `\\{` for the character.'

function explainModule(text: string, at: number): Explanation {
  // The parser may name a place in a later line, or behind the end of the first one.
  const start = [...text.slice(0, at + 1).matchAll(/^(?:import|export)/gm)].at(-1)?.index
  const offset = start ?? text.slice(0, at).lastIndexOf('\n') + 1
  const word = /^(import|export)/.exec(text.slice(offset))?.[0] ?? 'import'
  const rewrite = { start: offset, end: offset + 1, text: word[0]?.toUpperCase() ?? '', label: 'Begin with a capital' }
  const message = `A paragraph that begins with \`${word}\` is read as JavaScript, and content holds no code. Begin it with a capital letter.`
  return text.startsWith(word, offset) ? { offset, message, rewrite } : { offset, message }
}

function tagMessage(text: string, offset: number, error: Refusal): string {
  const rest = text.slice(offset, offset + 200)
  if (rest.startsWith('<!--')) return 'HTML comments are not MDX. Remove the comment.'
  if (/^<(https?:|mailto:|[\w.+-]+@)/i.test(rest))
    return 'An address in angle brackets is not MDX. Write `[words](address)`.'
  const name = /^<\/?([\w.:-]+)/.exec(rest)?.[1]
  if (error.ruleId === 'end-tag-mismatch' && name) {
    return `\`<${name}>\` is opened and not closed. Close it with \`</${name}>\` or \`/>\`, or write \`\\<\` for the character.`
  }
  if (name) return `\`<${name}\` begins a tag that is not complete. Write \`\\<\` for the character.`
  return 'A `<` begins a tag in MDX. Write `\\<` for the character.'
}

function tagOffset(text: string, error: Refusal, at: number): number {
  const place = /\((\d+):(\d+)-\d+:\d+\)/.exec(error.reason)
  if (place) return offsetAt(text, Number(place[1]), Number(place[2]))
  return text[at] === '<' ? at : text.lastIndexOf('<', at)
}

function offsetAt(text: string, line: number, column: number): number {
  let start = 0
  for (let count = 1; count < line; count++) start = text.indexOf('\n', start) + 1
  return start + column - 1
}

function offsetOf({ place }: Refusal): number {
  if (!place) return 0
  return ('start' in place ? place.start.offset : place.offset) ?? 0
}

function lastOpenBrace(text: string, at: number, bodyStart: number): number {
  let closed = 0
  for (let offset = Math.min(at, text.length - 1); offset >= bodyStart; offset--) {
    if (text[offset] === '}' && offset !== at) closed++
    if (text[offset] === '{' && text[offset - 1] !== '\\' && closed-- === 0) return offset
  }
  return Math.max(bodyStart, text.lastIndexOf('{', at))
}

function sentence(reason: string): string {
  return `This is not valid MDX: ${reason.split(' (note:')[0]}.`
}
