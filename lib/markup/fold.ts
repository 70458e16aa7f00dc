import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'

/**
 * Groups the blocks under each second-level heading into a `Section` element, and folds every run of
 * blocks without components into one `Html` element with the finished HTML: a page then renders a
 * handful of nodes in place of a thousand (docs/decisions/003), and can put its own lists after a section.
 */
export function foldTree(root: Root, isComponent: (name: string) => boolean): Root {
  const sections: { id: string; children: RootContent[] }[] = [{ id: '', children: [] }]
  for (const node of root.children) {
    if (node.type === 'element' && node.tagName === 'h2') sections.push({ id: node.properties.id ?? '', children: [] })
    sections.at(-1)?.children.push(node)
  }
  const children = sections
    .filter(({ children }) => children.length > 0)
    .map(({ id, children }) => component('Section', { id }, foldChildren(children, isComponent)))
  return { type: 'root', children }
}

function component(tagName: string, props: Record<string, unknown>, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: { props: JSON.stringify(props) }, children }
}

function foldChildren(
  children: readonly (RootContent | ElementContent)[],
  isComponent: (name: string) => boolean,
): ElementContent[] {
  const folded: ElementContent[] = []
  let run: ElementContent[] = []
  const flush = () => {
    const html = toHtml(run).trim()
    if (html !== '') folded.push(component('Html', { html }, []))
    run = []
  }
  for (const node of children) {
    if (node.type !== 'element' && node.type !== 'text') continue
    if (node.type === 'text' || !holdsComponent(node, isComponent)) run.push(node)
    else {
      flush()
      folded.push(foldElement(node, isComponent))
    }
  }
  flush()
  return folded
}

const containers = new Set(['Callout', 'Predict', 'Hint', 'Solution', 'Question', 'blockquote'])

function foldElement(node: Element, isComponent: (name: string) => boolean): Element {
  return containers.has(node.tagName) ? { ...node, children: foldChildren(node.children, isComponent) } : node
}

function holdsComponent(node: Element, isComponent: (name: string) => boolean): boolean {
  if (isComponent(node.tagName)) return true
  return node.children.some((child) => child.type === 'element' && holdsComponent(child, isComponent))
}
