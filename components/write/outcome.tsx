'use client'

import type { FormState } from '@/lib/postmortems/form-state'

/** What came of publishing: the page, or what stands in the way. */
export function Outcome({ state }: { state: FormState }) {
  if (!state) return null
  if ('url' in state) {
    return (
      <p role="status" className="mt-4 border-l-2 border-ok bg-ok-soft px-4 py-3">
        Published. <a href={state.url}>Open the page</a>
      </p>
    )
  }
  return (
    <p role="alert" className="mt-4 border-l-2 border-bad bg-bad-soft px-4 py-3">
      {state.message} Nothing you typed is lost.
    </p>
  )
}
