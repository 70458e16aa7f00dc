import { createElement } from 'react'
import type { IconNode } from 'lucide'

/** An icon of Lucide's, in the colour of the text. It is decoration: the words beside it say what it means. */
export function Icon({ of: node, className }: { of: IconNode; className: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      {node.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
    </svg>
  )
}
