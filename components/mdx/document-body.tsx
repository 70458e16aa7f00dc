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
  /** Names all that this is made from but the record, where it is shown more than once. */
  from?: string
  /** What the reader ticked and answered. */
  record?: ProgressRecord | undefined
}

/** The text of a document, sent as finished HTML but for the components that come alive in the browser. */
export function DocumentBody({ tree, references, after = {}, from, record }: Props) {
  const components = componentMap({ references, after, record })
  const isTheirs = (node: RootContent) => hasInputs(record) && keepsInputs(node)
  const comesAlive: IsAlive = (node) =>
    node.type === 'element' &&
    (isClientComponent(components[node.tagName]) || hasClientParts.has(node.tagName) || node.children.some(comesAlive))
  const render = (nodes: RootContent[], place: string | undefined): ReactNode =>
    runsOf(nodes, comesAlive).map((run, index) => {
      const [first] = run
      const here = place && `${place}.${index}`
      const rendered = () => renderTree({ type: 'root', children: run }, components)
      if (!run.some(comesAlive)) {
        return (
          <Static key={index} from={run.some(isTheirs) ? undefined : here}>
            {rendered}
          </Static>
        )
      }
      if (first?.type !== 'element' || first.tagName !== 'Section') return <div key={index}>{rendered()}</div>
      const { id = '' } = JSON.parse(String(first.properties.props)) as { id?: string }
      return (
        <section key={index}>
          {render(first.children, here)}
          {Object.hasOwn(after, id) && <Static from={here && `${here} after`}>{after[id]}</Static>}
        </section>
      )
    })
  return <div className="prose">{render(tree.children, from)}</div>
}

function hasInputs(record: ProgressRecord | undefined): boolean {
  return record !== undefined && Object.keys(record.ticks).length + Object.keys(record.answers).length > 0
}

const keepers = new Set(['Checklist', 'Question'])

/** Whether something in it shows what one reader ticked or answered. */
function keepsInputs(node: RootContent): boolean {
  return node.type === 'element' && (keepers.has(node.tagName) || node.children.some(keepsInputs))
}

/** Components of the server that have such a component inside. */
const hasClientParts = new Set(['Toy'])

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
