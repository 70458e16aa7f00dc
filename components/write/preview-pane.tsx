'use client'

import { MDXProvider, useMDXComponents } from '@mdx-js/react'
import { useMemo } from 'react'
import type { Root } from 'hast'
import { componentMap } from '@/components/mdx/component-map'
import { renderTree, type ComponentMap } from '@/components/mdx/render-tree'
import { ProgressDocument } from '@/components/progress/progress-document'
import type { PreviewState } from './use-preview'

/** The page as it will be published, from the checked tree; the last good one while the text has problems. */
export function PreviewPane({ preview, title, summary }: { preview: PreviewState; title: string; summary: string }) {
  const { good, problems, failed } = preview
  const components = useMemo(() => componentMap({ references: good?.references ?? {} }), [good?.references])
  return (
    <section aria-label="Preview" data-kind="postmortem">
      <div className="kind-rule">
        <p className="eyebrow">Preview</p>
        <p className="title mt-2">{title || 'Your title'}</p>
        <p className="mt-3 font-serif text-xl leading-normal text-ink-2">{summary || 'Your summary'}</p>
      </div>
      {failed && <p className="mt-3 text-warn">{failed}</p>}
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
    </section>
  )
}

function Tree({ tree }: { tree: Root }) {
  return renderTree(tree, useMDXComponents() as ComponentMap)
}
