import type { Element, ElementContent, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { textOf } from './text-of'

/**
 * KaTeX's MathML with a third of its elements: no wrappers, the formula's source as the `alttext` of `math`.
 * A page with forty formulas would be over the budget of 1,000 elements.
 */
export function slimFormulas(root: Root): void {
  visit(root, 'element', (node, index, parent) => {
    const math = node.tagName === 'span' ? node.children.find(isElement('math')) : undefined
    const semantics = math?.children.find(isElement('semantics'))
    const formula = semantics?.children.find(isElement('mrow'))
    const source = semantics?.children.find(isElement('annotation'))
    if (!math || !formula || !source || !parent || index === undefined) return undefined
    math.properties.alttext = textOf(source)
    math.children = formula.children.map(unwrap)
    parent.children[index] = math
    return SKIP
  })
}

function isElement(tagName: string): (node: ElementContent) => node is Element {
  return (node): node is Element => node.type === 'element' && node.tagName === tagName
}

// A row of one needs no row.
function unwrap(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node
  const children = node.children.map(unwrap)
  const [only] = children
  const isPlainRow = node.tagName === 'mrow' && Object.keys(node.properties).length === 0
  return isPlainRow && children.length === 1 && only ? only : { ...node, children }
}
