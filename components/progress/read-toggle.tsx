'use client'

import { useEffect, useState } from 'react'
import { isDone, markRead, markUnread } from '@/lib/progress/transitions'
import type { TrackedDocument } from './reading-tracker'
import { StateActions, type Solves } from './state-actions'
import { changeRecord, readProgress, useRecord } from './store'
import { now } from './use-answer'
import { useReadThrough } from './use-read-through'

const toastFor = 8000

/**
 * Marks a document as read, or not; `m` does the same, and reading it through marks it too. What was done can be
 * undone.
 */
export function ReadToggle({ document: tracked, solves }: { document: TrackedDocument; solves: Solves[] }) {
  const record = useRecord(tracked.id)
  const isRead = isDone(record)
  const [toast, setToast] = useState<string>()
  const eventOf = <S extends 'auto' | 'manual'>(source: S) => {
    const { id, kind, lesson, version } = tracked
    return { documentId: id, kind, lesson, version, source, at: now() }
  }
  const toggle = (shows: boolean) => {
    const event = eventOf('manual')
    changeRecord(tracked.id, (before) => (isDone(before) ? markUnread(before, event) : markRead(before, event)))
    setToast(shows ? (isRead ? 'Marked as not read.' : 'Marked as read.') : undefined)
  }
  const end = useReadThrough(tracked, () => {
    if (isRead && record?.versionRead === tracked.version) return
    changeRecord(tracked.id, (before) => markRead(before, eventOf('auto')))
    // What the person said about this text stays, and is not talked over.
    if (isDone(readProgress()[tracked.id])) setToast('You have reached the end: marked as read.')
  })
  useEffect(() => {
    const handleKey = () => toggle(true)
    window.addEventListener('twelvefold:toggle-read', handleKey)
    return () => window.removeEventListener('twelvefold:toggle-read', handleKey)
  })
  useEffect(() => {
    if (!toast) return undefined
    const timer = setTimeout(() => setToast(undefined), toastFor)
    return () => clearTimeout(timer)
  }, [toast])
  return (
    <div ref={end} className="no-print mt-12 flex flex-wrap items-start gap-3" data-needs-script>
      <button
        type="button"
        className={`button ${isRead ? '' : 'button-primary'}`}
        aria-pressed={isRead}
        onClick={() => toggle(true)}
      >
        <span aria-hidden>✓</span> {isRead ? 'Read' : 'Mark as read'}
      </button>
      <StateActions document={tracked} solves={solves} />
      <div role="status" className="fixed bottom-16 left-1/2 z-30 -translate-x-1/2 md:bottom-6">
        {toast && (
          <p className="flex items-center gap-4 rounded border border-line-strong bg-surface py-2 pl-4 pr-2">
            {toast}
            <button type="button" className="button button-small" onClick={() => toggle(false)}>
              Undo
            </button>
          </p>
        )}
      </div>
    </div>
  )
}
