import type { Root } from 'hast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { createElement, type ComponentType, type ReactElement, type ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'

/** Components by the name an author writes. */
export type ComponentMap = Record<string, ComponentType<never>>

/** Renders a checked tree with a component map; on the server and in the preview alike, without a compiler. */
export function renderTree(tree: Root, components: ComponentMap): ReactElement {
  const decoded = Object.fromEntries(Object.entries(components).map(([name, component]) => [name, decode(component)]))
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, components: decoded, ignoreInvalidStyle: true }) as ReactElement
}

// The tree carries the props of a component as one JSON string, so that no renderer interprets them on the way.
function decode(component: ComponentType<never>) {
  return function Decoded({ props = '{}', children }: { props?: string; children?: ReactNode }) {
    return createElement(component as ComponentType<object>, JSON.parse(props) as object, children)
  }
}
