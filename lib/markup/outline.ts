import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast'
import type { Body, Heading, Section } from './schema'

const wordsPerMinute = 220
const blockElements = new Set([
  'p',
  'li',
  'ChecklistItem',
  'td',
  'th',
  'div',
  'Option',
  'Event',
  'blockquote',
  'br',
  'figcaption',
])

/** Headings, sections with their plain text, words and reading minutes of an element tree. */
export function outlineOf(root: Root): Pick<Body, 'headings' | 'sections' | 'words' | 'minutes'> {
  const headings: Heading[] = []
  const sections: Section[] = [{ id: '', heading: '', depth: 0, text: '', code: '' }]
  for (const node of root.children) {
    const heading = headingOf(node)
    if (heading) {
      headings.push(heading)
      if (heading.depth <= 3) {
        sections.push({ id: heading.id, heading: heading.text, depth: heading.depth, text: '', code: '' })
        continue
      }
    }
    const section = sections.at(-1)
    if (section) collect(node, section)
  }
  for (const section of sections) section.text = section.text.replace(/\s+/g, ' ').trim()
  const words = sections.reduce((sum, { text, heading }) => sum + countWords(text) + countWords(heading), 0)
  const kept = sections.filter(({ id, text, code }) => id !== '' || text !== '' || code !== '')
  return { headings, sections: kept, words, minutes: Math.max(1, Math.round(words / wordsPerMinute)) }
}

function headingOf(node: RootContent): Heading | undefined {
  if (node.type !== 'element' || !/^h[2-6]$/.test(node.tagName)) return undefined
  return { id: node.properties.id ?? '', text: plainText(node), depth: Number(node.tagName[1]) }
}

/** The text of a node as a reader would say it: formulas as their source, components with the words in their props. */
export function plainText(node: Nodes): string {
  const section = { id: '', heading: '', depth: 0, text: '', code: '' }
  collect(node, section)
  return section.text.replace(/\s+/g, ' ').trim()
}

function collect(node: Nodes, into: Section): void {
  if (node.type === 'text') into.text += node.value
  if (node.type !== 'element') return
  if (node.tagName === 'button') return
  if (node.tagName === 'pre') {
    into.code += `${rawText(node)}\n`
    return
  }
  if (node.tagName === 'math') {
    into.text += String(node.properties.alttext ?? rawText(node))
    return
  }
  into.text += wordsOfProps(node)
  for (const child of node.children) collect(child, into)
  if (blockElements.has(node.tagName)) into.text += ' '
}

function rawText(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? node.children.map(rawText).join('') : ''
}

const spokenProps = [
  'title',
  'prompt',
  'name',
  'expected',
  'observed',
  'slice',
  'caption',
  'alt',
  'explanation',
] as const

function wordsOfProps({ properties }: Element): string {
  if (typeof properties.props !== 'string') return ''
  const props = JSON.parse(properties.props) as Record<string, unknown>
  const words = spokenProps
    .map((name) => props[name])
    .filter((value) => typeof value === 'string' || typeof value === 'number')
  return words.length > 0 ? `${words.join(' ')} ` : ''
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,%-]*/gu)?.length ?? 0
}
