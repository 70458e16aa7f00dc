import type { Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent } from 'mdast'
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx'
import { addressProblem, isLocalImage } from './address'
import { componentSpecs, htmlElements, type ComponentSpec } from './components'
import { literalOf, type Literal } from './literal'
import { nearest } from './nearest'
import { imageAsLink, rewriteBrace, rewriteTag } from './rewrites'
import type { Rewrite } from './schema'

type Tag = MdxJsxFlowElement | MdxJsxTextElement

/** Told of each refusal: the offset in the parsed text, the words and, where there is one, the rewrite. */
type Refuse = (offset: number, message: string, rewrite?: Rewrite) => void

const allowedNodes = new Set([
  'root',
  'paragraph',
  'heading',
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'code',
  'break',
  'thematicBreak',
  'blockquote',
  'list',
  'listItem',
  'table',
  'tableRow',
  'tableCell',
  'link',
  'image',
  'linkReference',
  'imageReference',
  'definition',
  'footnoteDefinition',
  'footnoteReference',
  'math',
  'inlineMath',
  'mdxJsxFlowElement',
  'mdxJsxTextElement',
])

const maxDepth = 60

/** Whether a tree nests deeper than any document needs; asked first, since all later walks recurse. */
export function isTooDeep(root: Nodes): boolean {
  let level: Nodes[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true
    level = level.flatMap((node) => ('children' in node ? (node.children as Nodes[]) : []))
  }
  return false
}

/** Literal props of each allowed tag, as the wall has checked them. */
export type CheckedProps = Map<Tag, Record<string, unknown>>

/**
 * The first wall: only node types, components, props and addresses of the allow-lists pass.
 * Everything else is told to `refuse`. Returns the checked props by node.
 */
export function checkTree(root: Root, text: string, refuse: Refuse): CheckedProps {
  const props: CheckedProps = new Map()
  const visit = (node: Nodes, parents: Nodes[]): void => {
    const offset = node.position?.start.offset ?? 0
    checkNode(node, parents, { text, offset, refuse, props })
    if ('children' in node) for (const child of node.children) visit(child, [...parents, node])
  }
  visit(root, [])
  return props
}

type Context = { text: string; offset: number; refuse: Refuse; props: CheckedProps }

function checkNode(node: Nodes, parents: Nodes[], context: Context): void {
  const { text, offset, refuse } = context
  if (node.type === 'mdxjsEsm') {
    return refuse(
      offset,
      '`import` and `export` are JavaScript, and content holds no code. All components are there without an import.',
    )
  }
  if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
    return refuse(
      offset,
      'Braces hold a JavaScript expression, and content holds no code. Write `\\{` for the character.',
      rewriteBrace(text, offset),
    )
  }
  if (!allowedNodes.has(node.type)) return refuse(offset, `\`${node.type}\` is not allowed here.`)
  if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') return checkTag(node, parents, context)
  if (node.type === 'link' || node.type === 'definition') {
    const problem = addressProblem(node.url)
    if (problem) refuse(offset, problem)
  }
  if (node.type === 'image') checkImage(node.url, node.alt ?? '', node, context)
  if (node.type === 'imageReference') {
    refuse(offset, 'Write the image with its file in place: `![what it shows](file.png)`.')
  }
}

function checkImage(url: string, alt: string, node: Nodes, { offset, refuse }: Context): void {
  const end = node.position?.end.offset ?? offset
  if (!isLocalImage(url)) {
    const asLink = addressProblem(url) ? undefined : imageAsLink(alt, url)
    const message = 'Images come from a file beside the document, never from another site. Add the file, or link to it.'
    return refuse(offset, message, asLink ? { start: offset, end, text: asLink, label: 'Make it a link' } : undefined)
  }
  if (alt.trim() === '')
    refuse(offset, 'Say what the picture shows, for those who do not see it: `![what it shows](file.png)`.')
}

function checkTag(node: Tag, parents: Nodes[], context: Context): void {
  const { text, offset, refuse, props } = context
  const name = node.name ?? ''
  const spec = componentSpecs.get(name)
  if (htmlElements.has(name)) {
    if (node.attributes.length > 0) refuse(offset, `\`<${name}>\` takes no attributes.`)
    return
  }
  if (!spec) {
    const near = nearest(name, [...componentSpecs.keys()])
    const hint = near ? `Do you mean \`<${near}>\`?` : 'The guide lists the components; for the character write `\\<`.'
    return refuse(offset, `There is no component \`<${name}>\`. ${hint}`, near ? undefined : rewriteTag(text, offset))
  }
  checkPlace(node, name, spec, parents, context)
  const values = literalProps(node, name, spec, context)
  const parsed = spec.props.safeParse(values)
  if (parsed.success) props.set(node, parsed.data)
  for (const issue of parsed.error?.issues ?? []) {
    refuse(offset, `\`<${name}>\`: ${issue.path.length > 0 ? `\`${issue.path.join('.')}\`: ` : ''}${issue.message}.`)
  }
  if (typeof values.src === 'string' && !isLocalImage(values.src)) {
    refuse(offset, `\`<${name}>\`: \`src\` names a PNG, JPEG, WebP or GIF file beside the document.`)
  }
}

function checkPlace(node: Tag, name: string, spec: ComponentSpec, parents: Nodes[], { offset, refuse }: Context): void {
  const parent = parents.findLast((ancestor) => ancestor.type !== 'paragraph')
  const parentName = parent && 'name' in parent ? parent.name : undefined
  if (spec.parent && parentName !== spec.parent)
    refuse(offset, `\`<${name}>\` stands directly inside \`<${spec.parent}>\`.`)
  if (spec.place === 'flow' && node.type === 'mdxJsxTextElement') {
    refuse(offset, `\`<${name}>\` stands on lines of its own, with an empty line before and after.`)
  }
  if (!spec.wraps && node.children.length > 0) refuse(offset, `\`<${name} />\` wraps nothing; close it with \`/>\`.`)
  if (parents.some((ancestor) => 'name' in ancestor && ancestor.name === name))
    refuse(offset, `\`<${name}>\` does not stand inside another one.`)
}

function literalProps(
  node: Tag,
  name: string,
  spec: ComponentSpec,
  { refuse, offset }: Context,
): Record<string, Literal> {
  const known = Object.keys(spec.props.shape)
  const values: Record<string, Literal> = {}
  for (const attribute of node.attributes) {
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      refuse(offset, `\`<${name}>\` takes literal props only; \`{...}\` spreads code.`)
      continue
    }
    if (!Object.hasOwn(spec.props.shape, attribute.name)) {
      const near = nearest(attribute.name, known)
      const list = known.length > 0 ? `It has: ${known.join(', ')}.` : 'It has none.'
      refuse(offset, `\`<${name}>\` has no prop \`${attribute.name}\`. ${near ? `Do you mean \`${near}\`?` : list}`)
      continue
    }
    const value = attributeValue(attribute.value)
    if (value === undefined)
      refuse(
        offset,
        `\`${attribute.name}\` of \`<${name}>\` must be a literal: a string, a number, true or false, or a list of these.`,
      )
    else values[attribute.name] = value
  }
  return values
}

function attributeValue(value: Extract<Tag['attributes'][number], { name: string }>['value']): Literal | undefined {
  if (value === null || value === undefined) return true
  return typeof value === 'string' ? value : literalOf(value.data?.estree)
}

/** Lifts components that stand alone in a paragraph out of it, as MDX does, so that they count as blocks. */
export function unravel(parent: Parents): void {
  const children = (parent.children as RootContent[]).flatMap((child): unknown[] => {
    if ('children' in child) unravel(child)
    if (child.type !== 'paragraph' || !isOnlyBlocks(child)) return [child]
    return child.children
      .filter((inner) => inner.type === 'mdxJsxTextElement')
      .map((inner) => ({ ...inner, type: 'mdxJsxFlowElement' }))
  })
  parent.children = children as never
}

function isOnlyBlocks({ children }: Paragraph): boolean {
  const isBlock = (node: PhrasingContent) =>
    node.type === 'mdxJsxTextElement' && componentSpecs.get(node.name ?? '')?.place === 'flow'
  return (
    children.some(isBlock) &&
    children.every((node) => isBlock(node) || (node.type === 'text' && node.value.trim() === ''))
  )
}
