import type { Element, ElementContent, Root, RootContent } from 'hast'

const mathml = [
  'math',
  'mrow',
  'mi',
  'mo',
  'mn',
  'ms',
  'mtext',
  'mspace',
  'msup',
  'msub',
  'msubsup',
  'mfrac',
  'mroot',
  'msqrt',
  'mtable',
  'mtr',
  'mtd',
  'mlabeledtr',
  'munder',
  'mover',
  'munderover',
  'mpadded',
  'mphantom',
  'mstyle',
  'menclose',
  'merror',
]

const common = ['id', 'className']
const mathProperties = [
  'xmlns',
  'display',
  'alttext',
  'mathvariant',
  'stretchy',
  'fence',
  'separator',
  'lspace',
  'rspace',
  'accent',
  'accentUnder',
  'accentunder',
  'linethickness',
  'columnalign',
  'columnspacing',
  'rowspacing',
  'scriptlevel',
  'displaystyle',
  'minsize',
  'maxsize',
  'movablelimits',
  'width',
  'height',
  'depth',
  'voffset',
  'largeop',
  'symmetric',
  'notation',
  'columnlines',
  'rowlines',
  'side',
  'form',
]

/** Elements that the second wall lets through, with their properties beyond `id` and `className`. */
export const allowedElements: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...[
    'p',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'em',
    'strong',
    'del',
    'code',
    'br',
    'hr',
    'blockquote',
    'ul',
    'kbd',
    'sub',
    'sup',
    'table',
    'thead',
    'tbody',
    'tr',
  ].map((name): [string, readonly string[]] => [name, []]),
  ['ol', ['start']],
  ['li', []],
  ['th', ['align', 'scope']],
  ['td', ['align']],
  ['span', ['title']],
  ['a', ['href', 'title', 'rel', 'ariaLabel', 'ariaDescribedBy', 'dataFootnoteRef', 'dataFootnoteBackref']],
  ['img', ['src', 'alt', 'title', 'loading', 'decoding']],
  ['input', ['type', 'checked', 'disabled', 'ariaLabel']],
  ['section', ['dataFootnotes', 'ariaLabel']],
  ['div', ['role', 'ariaLabel', 'tabIndex', 'dataLanguage']],
  ['pre', ['tabIndex']],
  ['button', ['type', 'dataCopy']],
  ...mathml.map((name): [string, readonly string[]] => [name, mathProperties]),
])

const componentProperties = new Set(['props'])

/**
 * The second wall: drops every element and property outside the allow-lists. The first wall has told the
 * writer already; what this one catches is a gap in the first, so it removes rather than explains.
 */
export function sanitizeTree(root: Root, isComponent: (name: string) => boolean): void {
  root.children = clean(root.children, isComponent)
}

function clean(
  children: readonly (RootContent | ElementContent)[],
  isComponent: (name: string) => boolean,
): ElementContent[] {
  return children.flatMap((node) => {
    if (node.type === 'text') return [{ type: 'text', value: node.value }]
    if (node.type !== 'element') return []
    const properties = keptProperties(node, isComponent(node.tagName))
    const inner = clean(node.children, isComponent)
    return properties ? [{ type: 'element', tagName: node.tagName, properties, children: inner }] : inner
  })
}

function keptProperties({ tagName, properties }: Element, isComponent: boolean): Element['properties'] | undefined {
  const allowed = isComponent ? componentProperties : allowedElements.get(tagName)
  if (!allowed) return undefined
  const keeps = (name: string) =>
    isComponent ? componentProperties.has(name) : common.includes(name) || (allowed as readonly string[]).includes(name)
  const kept: Element['properties'] = {}
  for (const [name, value] of Object.entries(properties)) {
    if (keeps(name) && value !== null && value !== undefined) kept[name] = value
  }
  return kept
}
