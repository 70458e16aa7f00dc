'use client'

import { useRecord } from './store'

const words = { reading: 'Reading', read: 'Read', tried: 'Tried', applied: 'Applied', skipped: 'Skipped' }

/** How far the reader is with a document, as a small shape with a word for those who do not see it. */
export function StateGlyph({ documentId }: { documentId: string }) {
  const state = useRecord(documentId)?.state
  if (!state || state === 'unread') return <span className="inline-block size-3 shrink-0" />
  return (
    <span role="img" aria-label={words[state]} title={words[state]} className="inline-block size-3 shrink-0">
      <svg viewBox="0 0 12 12" aria-hidden className="text-kind">
        <circle
          cx="6"
          cy="6"
          r="5"
          fill={state === 'reading' || state === 'skipped' ? 'none' : 'currentColor'}
          stroke="currentColor"
          strokeWidth="1.5"
        />
        {state === 'reading' && <path d="M6 1a5 5 0 0 1 0 10z" fill="currentColor" />}
        {state === 'skipped' && <path d="M3 6h6" stroke="currentColor" strokeWidth="1.5" />}
        {state !== 'reading' && state !== 'skipped' && (
          <path d="M3.4 6.2 5.3 8l3.3-3.8" fill="none" stroke="var(--paper)" strokeWidth="1.5" />
        )}
      </svg>
    </span>
  )
}
