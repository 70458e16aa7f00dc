import type { z } from 'zod'
import { localFile } from './address'
import { decodeSource } from './bytes'
import { componentSpecs } from './components'
import { conflictsIn } from './conflict'
import { foldTree } from './fold'
import { readFrontMatter, splitFrontMatter } from './front-matter'
import { sanitizeTree } from './hast-wall'
import { checkTree, isTooDeep, unravel } from './mdast-wall'
import { outlineOf } from './outline'
import { parseBody } from './parse'
import { placeOf, problemAt } from './place'
import { scanBody } from './scan'
import type { Body, Checked, Link, Problem } from './schema'
import { toHast } from './to-hast'
import { visit } from 'unist-util-visit'
import type { Root } from 'mdast'

/** How a source is compiled. */
export type CompileOptions<T> = {
  /** Schema of the front matter's fields. */
  schema: z.ZodType<T>
  /** Address under which the images beside the document are served, with a trailing slash. */
  assetBase?: string
}

const maxProblems = 50
const ownComponents = new Set(['ChecklistItem'])

function isComponent(name: string): boolean {
  return componentSpecs.has(name) || ownComponents.has(name)
}

/**
 * The one pipeline every document goes through, wherever it comes from: bytes, linear scan, front
 * matter, parse, two allow-list walls, maths, code, outline. Nothing in the source is ever evaluated.
 * Never throws for what a source holds: the answer is the document or its problems, each with a place.
 */
export async function checkSource<T>(
  source: string | Uint8Array,
  { schema, assetBase = '' }: CompileOptions<T>,
): Promise<Checked<T>> {
  const decoded = decodeSource(source)
  if ('problems' in decoded) return refused(decoded.problems)
  const { text } = decoded
  const conflicts = conflictsIn(text)
  if (conflicts.length > 0) return refused(conflicts)
  const split = splitFrontMatter(text)
  if ('problems' in split) return refused(split.problems)
  const frontMatter = readFrontMatter(text, split, schema)
  const body = await compileBody(text, split.bodyStart, assetBase)
  const problems = [
    ...('problems' in frontMatter ? frontMatter.problems : []),
    ...('problems' in body ? body.problems : []),
  ]
  if ('problems' in frontMatter || 'problems' in body) return refused(problems)
  return { ok: true, document: { frontMatter: frontMatter.value, body: body.body } }
}

async function compileBody(
  text: string,
  bodyStart: number,
  assetBase: string,
): Promise<{ body: Body } | { problems: Problem[] }> {
  const scanned = scanBody(text, bodyStart)
  if (scanned.length > 0) return { problems: scanned }
  const parsed = parseBody(text, bodyStart)
  const { root, problems, original } = parsed
  if (!root) return { problems }
  if (isTooDeep(root)) return { problems: [problemAt(text, bodyStart, 'The text nests deeper than 60 levels.')] }
  unravel(root)
  const props = checkTree(root, parsed.text, (offset, message, rewrite) => {
    const moved = rewrite && { ...rewrite, start: original(rewrite.start), end: original(rewrite.end) }
    if (problems.length < maxProblems) problems.push(problemAt(text, original(offset), message, moved))
  })
  if (problems.length > 0) return { problems }
  const links = linksOf(root, text)
  const hast = await toHast(root, { props, assetBase })
  sanitizeTree(hast, isComponent)
  return { body: { tree: foldTree(hast, isComponent), ...outlineOf(hast), links } }
}

function linksOf(root: Root, text: string): Link[] {
  const links: Link[] = []
  visit(root, (node) => {
    const place = placeOf(text, node.position?.start.offset ?? 0)
    if (node.type === 'link' || node.type === 'definition') links.push({ kind: 'address', address: node.url, ...place })
    if (node.type === 'image') links.push({ kind: 'image', file: localFile(node.url), ...place })
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return
    const valueOf = (name: string) =>
      node.attributes.find((attribute) => 'name' in attribute && attribute.name === name)?.value
    const [id, source] = [valueOf('id'), valueOf('src')]
    if (node.name === 'Figure' && typeof source === 'string') {
      links.push({ kind: 'image', file: localFile(source), ...place })
    }
    if (node.name !== 'Toy' && node.name !== 'DocumentLink') return
    if (typeof id === 'string') links.push({ kind: 'document', id, ...place })
  })
  return links
}

function refused(problems: Problem[]): { ok: false; problems: Problem[] } {
  const sorted = problems.slice(0, maxProblems).sort((a, b) => a.line - b.line || a.column - b.column)
  return { ok: false, problems: sorted }
}
