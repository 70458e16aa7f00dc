import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ReactNode } from 'react'

// By Node itself: the framework's bundler refuses this module on the server, lest somebody sends a whole page with it.
const { renderToStaticMarkup } = createRequire(join(process.cwd(), 'package.json'))(
  'react-dom/server',
) as typeof import('react-dom/server')

type Props = { as?: 'div' | 'section' | 'nav' | 'footer' | 'header'; className?: string; children: ReactNode }

/**
 * A part of the page that needs no script, sent as finished HTML: neither the server's two renders nor the browser
 * hold its elements (docs/decisions/003). What is inside are components without state; one that runs in the browser
 * is an error here.
 */
export function Static({ as: Tag = 'div', className, children }: Props) {
  return <Tag className={className} dangerouslySetInnerHTML={{ __html: renderToStaticMarkup(children) }} />
}
