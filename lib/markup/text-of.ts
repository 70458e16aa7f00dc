import type { Nodes } from 'hast'

/** The text in a tree, one piece after the other. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}
