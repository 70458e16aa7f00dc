import type { Root, RootContent } from 'hast'
import type { ReactNode } from 'react'
import type { ProgressRecord } from '@/lib/progress/schema'
import { Static } from '@/components/ui/static'
import { componentMap } from './component-map'
import type { References } from './document-link'
import { renderTree } from './render-tree'

type Props = {
  tree: Root
  references: References
  after?: Record<string, ReactNode>
  record?: ProgressRecord | undefined
}

/**
 * The text of a document, sent as finished HTML but for the components that come alive in the browser.
 */
export function DocumentBody({ tree, references, after = {}, record }: Props) {
  const components = componentMap({ references, after, record })
  const comesAlive: IsAlive = (node) =>
    node.type === 'element' && (isClientComponent(components[node.tagName]) || node.children.some(comesAlive))
  const render = (nodes: RootContent[]): ReactNode =>
    runsOf(nodes, comesAlive).map((run, index) => {
      const [first] = run
      const rendered = () => renderTree({ type: 'root', children: run }, components)
      if (!run.some(comesAlive)) return <Static key={index}>{rendered()}</Static>
      if (first?.type !== 'element' || first.tagName !== 'Section') return <div key={index}>{rendered()}</div>
      const { id = '' } = JSON.parse(String(first.properties.props)) as { id?: string }
      return (
        <section key={index}>
          {render(first.children)}
          {Object.hasOwn(after, id) && <Static>{after[id]}</Static>}
        </section>
      )
    })
  return <div className="prose">{render(tree.children)}</div>
}

const clientReference = Symbol.for('react.client.reference')

/** Whether a component runs in the browser: on the server its place is taken by a reference. */
function isClientComponent(component: unknown): boolean {
  return typeof component === 'function' && '$$typeof' in component && component.$$typeof === clientReference
}

type IsAlive = (node: RootContent) => boolean

/** Neighbours that need no script together, each that comes alive by itself. */
function runsOf(nodes: readonly RootContent[], comesAlive: IsAlive): RootContent[][] {
  const runs: RootContent[][] = []
  for (const node of nodes) {
    const last = runs.at(-1)
    if (last?.[0] && !comesAlive(node) && !comesAlive(last[0])) last.push(node)
    else runs.push([node])
  }
  return runs
}
