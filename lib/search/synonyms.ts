import { isUtf8 } from 'node:buffer'
import { lstat, readFile } from 'node:fs/promises'
import path from 'node:path'
import { isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml'
import type { Problem } from '@/lib/markup/schema'
import { tokenise } from './analyse'
import { stemOf } from './stem'

/** Ways to say one thing; each is the terms of a word or of several that follow each other. */
export type SynonymGroup = string[][]

/** What a file of synonyms says, or why it is not taken up, with the places. */
type Synonyms = { ok: true; groups: SynonymGroup[] } | { ok: false; problems: Problem[] }

/** The team's own file, in the content folder: a list such as `- PSI = population stability index`. */
export const synonymsFile = 'synonyms.yaml'

const limits = { bytes: 64 * 1024, groups: 1000, ways: 20, characters: 500 }
const asList = 'It must be a list of lines such as `- leak = leakage`.'

/**
 * Reads a file of synonyms: a YAML list whose entries name ways to say one thing, with ` = ` between them. One entry that
 * is none refuses the whole file; all that are get a problem each.
 */
export function readSynonyms(text: string): Synonyms {
  if (Buffer.byteLength(text) > limits.bytes) return refused('It is larger than 64 KB.')
  const lines = new LineCounter()
  const { contents, errors } = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number, message: string): Problem => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col), message }
  }
  if (errors.length > 0) return { ok: false, problems: errors.map(({ pos, message }) => at(pos[0], `${message}.`)) }
  if (contents === null || (isScalar(contents) && contents.value === null)) return { ok: true, groups: [] }
  if (!isSeq<Node>(contents)) return { ok: false, problems: [at(contents.range[0], asList)] }
  const entries = contents.items.map((item) => ({ offset: item.range[0], group: groupOf(item), item }))
  const problems = entries.flatMap(({ offset, group, item }, index) => {
    if (index === limits.groups) return at(offset, `There are more than ${limits.groups} lines.`)
    return group || index > limits.groups ? [] : at(offset, `${shown(item)} is not of the form \`leak = leakage\`.`)
  })
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, groups: entries.flatMap(({ group }) => (group ? [group] : [])) }
}

function groupOf(item: Node): SynonymGroup | undefined {
  const value = isScalar(item) ? item.value : undefined
  if (typeof value !== 'string' || value.length > limits.characters) return undefined
  const ways = value.split('=').map(termsOf)
  return ways.length < 2 || ways.length > limits.ways || ways.some((way) => way.length === 0) ? undefined : ways
}

function shown(item: Node): string {
  return isScalar(item) ? `‘${String(item.value).slice(0, 60)}’` : 'This'
}

/** The terms of what is typed, without small words. */
function termsOf(text: string): string[] {
  return tokenise(text).flatMap(({ words, tells }) => (tells ? stemOf(words[0] ?? '') : []))
}

/** What stands in the way of a content folder's synonyms, as their file is now: nothing when there is none. Never throws. */
export async function checkSynonyms(contentDir: string): Promise<Problem[]> {
  const read = await readFileOf(contentDir)
  return read.ok ? [] : read.problems
}

/** The synonyms of a content folder, as its file says now. Asks the disk whether it has changed, each time. Never throws. */
export function followSynonyms(contentDir: string, report: (problem: string) => void): () => Promise<SynonymGroup[]> {
  let known = { stamp: '', groups: [] as SynonymGroup[] }
  return async () => {
    const stamp = await stampOf(path.join(contentDir, synonymsFile))
    if (stamp === known.stamp) return known.groups
    const read = stamp === '' ? { ok: true as const, groups: [] } : await readFileOf(contentDir)
    // The last good ones go on; said once for each state of the file.
    known = { stamp, groups: read.ok ? read.groups : known.groups }
    if (!read.ok) report(read.problems.map(wordsOf).join('\n'))
    return known.groups
  }
}

/** A problem in a line, with its place. */
function wordsOf({ line, column, message }: Problem): string {
  return `${synonymsFile}:${line}:${column}: ${message}`
}

async function readFileOf(contentDir: string): Promise<Synonyms> {
  const file = path.join(contentDir, synonymsFile)
  try {
    const stats = await lstat(file)
    // What a link leads to would be told in the words of its problems.
    if (stats.isSymbolicLink()) return refused('It is a symbolic link. Put the file itself here.')
    if (!stats.isFile()) return refused('It is not a file.')
    if (stats.size > limits.bytes) return refused('It is larger than 64 KB.')
    const bytes = await readFile(file)
    return isUtf8(bytes)
      ? readSynonyms(bytes.toString('utf8'))
      : refused('It is not UTF-8. Save it with that encoding.')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return isAbsent(code) ? { ok: true, groups: [] } : refused(`It could not be read (${code}).`)
  }
}

function refused(message: string): Synonyms {
  return { ok: false, problems: [{ line: 1, column: 1, message }] }
}

/** Changes when the file does; empty when there is none. */
async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await lstat(file)
    return `${mtimeMs} ${size} ${ino}`
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return isAbsent(code) ? '' : code
  }
}

function isAbsent(code: string | undefined): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR'
}
