'use client'

import { lazy, Suspense, useState } from 'react'
import type { ToyBench } from '@/lib/library/schema'

const Workbench = lazy(async () => ({ default: (await import('./bench/workbench')).Workbench }))

/** A toy problem's bench inside another page, loaded when it is opened. */
export function ToyEmbed({ bench }: { bench: ToyBench }) {
  const [isOpen, setIsOpen] = useState(false)
  if (!isOpen) {
    return (
      <p className="m-0! mt-3!" data-needs-script>
        <button type="button" className="button button-small" onClick={() => setIsOpen(true)}>
          Work on it here
        </button>
      </p>
    )
  }
  return (
    <Suspense fallback={<p className="mt-3! text-ink-3">The bench is being loaded.</p>}>
      <Workbench bench={bench} />
    </Suspense>
  )
}
