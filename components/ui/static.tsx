import { createRequire } from 'node:module'
import { join } from 'node:path'
import QuickLRU from 'quick-lru'
import type { ReactNode } from 'react'

// By Node itself: the framework's bundler refuses this module on the server, lest somebody sends a whole page with it.
const { renderToStaticMarkup } = createRequire(join(process.cwd(), 'package.json'))(
  'react-dom/server',
) as typeof import('react-dom/server')

type Props = {
  /** Names all that the part is made from; it is rendered once for each such name. */
  from?: string | undefined
  children: ReactNode | (() => ReactNode)
}

const kept = new QuickLRU<string, string>({ maxSize: 1000 })

/**
 * A part of the page that needs no script, sent as finished HTML: neither the server's two renders nor the browser
 * hold its elements (docs/decisions/003). What is inside are components without state; one that runs in the browser
 * is an error here.
 */
export function Static({ from, children }: Props) {
  return <div dangerouslySetInnerHTML={{ __html: finish(from, children) }} />
}

function finish(from: string | undefined, children: Props['children']): string {
  const known = from === undefined ? undefined : kept.get(from)
  if (known !== undefined) return known
  const html = renderToStaticMarkup(typeof children === 'function' ? children() : children)
  if (from !== undefined) kept.set(from, html)
  return html
}
