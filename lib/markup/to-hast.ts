import type { Element, ElementContent, Properties, Root } from 'hast'
import type { Root as MarkdownRoot } from 'mdast'
import rehypeKatex from 'rehype-katex'
import rehypeSlug from 'rehype-slug'
import remarkRehype, { type Options as RehypeOptions } from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { createHash } from 'node:crypto'
import { isLocalImage, localFile } from './address'
import { componentSpecs } from './components'
import { slimFormulas } from './formula'
import { highlight } from './highlight'
import type { CheckedProps } from './mdast-wall'
import { textOf } from './text-of'

type Handler = NonNullable<NonNullable<RehypeOptions['handlers']>['text']>

/** What the second half of the pipeline needs to know beside the tree. */
export type HastOptions = { props: CheckedProps; assetBase: string }

/** Turns the checked Markdown tree into an element tree with maths, highlighted code and anchors; components are plain elements. */
export async function toHast(root: MarkdownRoot, { props, assetBase }: HastOptions): Promise<Root> {
  demoteHeadings(root)
  const componentHandler: Handler = (state, node) => {
    const tag = node as Parameters<CheckedProps['get']>[0]
    const children = state.all(tag)
    const values = props.get(tag)
    const properties: Properties = values ? { props: JSON.stringify(values) } : {}
    return { type: 'element', tagName: tag.name ?? '', properties, children }
  }
  const tree = await unified()
    .use(remarkRehype, {
      handlers: { mdxJsxFlowElement: componentHandler, mdxJsxTextElement: componentHandler },
      clobberPrefix: 'note-',
    })
    .use(rehypeKatex, { output: 'mathml', trust: false, maxExpand: 200, maxSize: 20, strict: 'ignore' })
    .use(rehypeSlug)
    .run(root)
  const hast = tree
  slimFormulas(hast)
  finishElements(hast, assetBase)
  await highlightCode(hast)
  return hast
}

// The title of the page is its only first-level heading.
function demoteHeadings(root: MarkdownRoot): void {
  const headings: { depth: number }[] = []
  visit(root, 'heading', (node) => void headings.push(node))
  if (!headings.some(({ depth }) => depth === 1)) return
  for (const heading of headings) heading.depth = Math.min(6, heading.depth + 1)
}

function finishElements(root: Root, assetBase: string): void {
  visit(root, 'element', (node, index, parent) => {
    // An id with an underscore could shadow a global of the framework's own scripts.
    if (typeof node.properties.id === 'string') node.properties.id = node.properties.id.replace(/_/g, '-')
    if (node.tagName === 'a') finishLink(node)
    if (node.tagName === 'img') finishImage(node, assetBase)
    if (node.tagName === 'input') node.properties.ariaLabel = 'Task'
    if (/^h[2-6]$/.test(node.tagName) && node.properties.id !== 'footnote-label') linkHeading(node)
    if (node.tagName === 'th') node.properties.scope = 'col'
    if (node.tagName === 'table' && parent && index !== undefined) {
      const box: Properties = { className: ['table-scroll'], role: 'region', ariaLabel: 'Table', tabIndex: 0 }
      parent.children[index] = { type: 'element', tagName: 'div', properties: box, children: [node] }
      return index + 1
    }
    if (componentSpecs.has(node.tagName)) finishComponent(node, assetBase)
    return undefined
  })
}

function finishLink(node: Element): void {
  const href = node.properties.href ?? ''
  if (href.startsWith('#')) node.properties.href = href.replace(/_/g, '-')
  if (/^https?:/i.test(href)) node.properties.rel = ['noopener', 'noreferrer']
}

function finishImage(node: Element, assetBase: string): void {
  const source = node.properties.src ?? ''
  node.properties = {
    src: isLocalImage(source) ? assetBase + localFile(source) : '',
    alt: node.properties.alt ?? '',
    loading: 'lazy',
    decoding: 'async',
  }
}

function linkHeading(node: Element): void {
  const links: Element[] = []
  visit(node, { tagName: 'a' }, (link: Element) => void links.push(link))
  if (links.length > 0 || !node.properties.id) return
  const href = `#${node.properties.id}`
  node.children = [
    { type: 'element', tagName: 'a', properties: { className: ['anchor'], href }, children: node.children },
  ]
}

const keptComponents = new Set(['Option', 'Predict'])

/** Gives questions, predictions and checklist items the keys under which the browser keeps what a reader did. */
function finishComponent(node: Element, assetBase: string): void {
  if (keptComponents.has(node.tagName)) addProps(node, { keptAs: shortHash(textOf(node)) })
  if (node.tagName === 'Question') {
    const question = shortHash(textOf(node))
    visit(node, { tagName: 'Option' }, (option: Element) => addProps(option, { question }))
  }
  if (node.tagName === 'Figure') {
    const { src } = JSON.parse(String(node.properties.props)) as { src: string }
    addProps(node, { src: assetBase + localFile(src) })
  }
  if (node.tagName !== 'Checklist') return
  visit(node, 'element', (item) => {
    if (item.tagName !== 'li') return
    item.tagName = 'ChecklistItem'
    item.properties = { props: JSON.stringify({ keptAs: shortHash(textOf(item)) }) }
  })
}

function addProps(node: Element, more: Record<string, unknown>): void {
  const props = JSON.parse(String(node.properties.props ?? '{}')) as Record<string, unknown>
  node.properties.props = JSON.stringify({ ...props, ...more })
}

function shortHash(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 10)
}

async function highlightCode(root: Root): Promise<void> {
  const blocks: { code: Element; language: string; parent: { children: unknown[] }; index: number }[] = []
  visit(root, 'element', (node, index, parent) => {
    const code =
      node.tagName === 'pre' ? node.children.find((child): child is Element => child.type === 'element') : undefined
    if (!code || !parent || index === undefined) return
    const classNames = Array.isArray(code.properties.className) ? code.properties.className.map(String) : []
    const language = classNames.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? ''
    blocks.push({ code, language, parent, index })
  })
  for (const { code, language, parent, index } of blocks) {
    parent.children[index] = await codeBlock(textOf(code).replace(/\n$/, ''), language)
  }
}

/** A code block with its Copy button, as every page shows it. */
export async function codeBlock(code: string, language: string): Promise<Element> {
  const children: ElementContent[] = [
    {
      type: 'element',
      tagName: 'button',
      properties: { type: 'button', dataCopy: '' },
      children: [{ type: 'text', value: 'Copy' }],
    },
    {
      type: 'element',
      tagName: 'pre',
      properties: { tabIndex: 0 },
      children: [{ type: 'element', tagName: 'code', properties: {}, children: await highlight(code, language) }],
    },
  ]
  return {
    type: 'element',
    tagName: 'div',
    properties: { className: ['code'], dataLanguage: language.slice(0, 30) },
    children,
  }
}
