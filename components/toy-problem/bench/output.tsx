'use client'

import { lazy, Suspense } from 'react'
import type { Shown } from '@/lib/toys/schema'

const DrawnChart = lazy(async () => ({ default: (await import('./drawn-chart')).DrawnChart }))

/** What a run printed and drew, in order, and the error that ended it. */
export function Output({ shown, error }: { shown: Shown[]; error: string | undefined }) {
  if (shown.length === 0 && error === undefined) return null
  return (
    <div className="output" role="log" aria-label="Output" tabIndex={0}>
      {shown.map((one, index) =>
        one.kind === 'text' ? (
          <pre key={index} data-stream={one.stream}>
            {one.text}
          </pre>
        ) : (
          <Suspense key={index} fallback={<p className="text-ink-3">A chart is being drawn.</p>}>
            <DrawnChart chart={one.chart} />
          </Suspense>
        ),
      )}
      {error !== undefined && <pre data-stream="error">{error}</pre>}
    </div>
  )
}
