import type { Root } from 'hast'
import type { ReactNode } from 'react'
import { componentMap } from './component-map'
import type { References } from './document-link'
import { renderTree } from './render-tree'

type Props = { tree: Root; references: References; after?: Record<string, ReactNode> }

/** The text of a document. */
export function DocumentBody({ tree, references, after = {} }: Props) {
  return <div className="prose">{renderTree(tree, componentMap({ references, after }))}</div>
}
