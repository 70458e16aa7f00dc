'use client'

import { MDXProvider, useMDXComponents } from '@mdx-js/react'
import { useMemo, type ReactNode } from 'react'
import type { Root } from 'hast'
import { componentMap } from '@/components/mdx/component-map'
import { renderTree, type ComponentMap } from '@/components/mdx/render-tree'
import { ProgressDocument } from '@/components/progress/progress-document'
import type { Kind } from '@/lib/library/schema'
import type { PreviewState } from './use-preview'

type Props = {
  kind: Kind
  preview: PreviewState
  title: string
  summary: string
  /** What stands before the text, and after it. */
  facts?: ReactNode
  end?: ReactNode
}

/** The page as it will be published, from the checked tree; the last good one while the text has problems. */
export function PreviewPane({ kind, preview, title, summary, facts, end }: Props) {
  const { good, problems, failed } = preview
  const components = useMemo(() => componentMap({ references: good?.references ?? {} }), [good?.references])
  return (
    <section aria-label="Preview" data-kind={kind} tabIndex={0} className="preview-pane min-w-0">
      <div className="kind-rule">
        <p className="eyebrow">Preview</p>
        <p className="title mt-2">{title || 'Your title'}</p>
        <p className="mt-3 font-serif text-xl leading-normal text-ink-2">{summary || 'Your summary'}</p>
      </div>
      {facts}
      {failed && <p className="mt-3 text-warn">{failed}</p>}
      {!good && problems.length > 0 && (
        <p className="mt-3 text-warn">The page shows here once what stands in its way is mended.</p>
      )}
      {good && problems.length > 0 && (
        <p className="mt-3 text-warn">Not up to date: what you typed last cannot be shown until it is mended.</p>
      )}
      {good && (
        <MDXProvider components={components as never}>
          {/* Ticks and answers of a preview are tried out and kept nowhere. */}
          <ProgressDocument documentId={undefined}>
            <div className="prose mt-6">
              <Tree tree={good.body.tree} />
            </div>
          </ProgressDocument>
        </MDXProvider>
      )}
      {end}
    </section>
  )
}

function Tree({ tree }: { tree: Root }) {
  return renderTree(tree, useMDXComponents() as ComponentMap)
}
