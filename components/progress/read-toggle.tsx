'use client'

import { useEffect, useRef, useState } from 'react'
import type { ProgressRecord } from '@/lib/progress/schema'
import { isDone, markRead, markUnread, undoByHand, undoNoticed } from '@/lib/progress/transitions'
import type { TrackedDocument } from './reading-tracker'
import type { Solves } from './solved'
import { StateActions } from './state-actions'
import { changeRecord, readProgress, useRecord } from './store'
import { UndoToast, type Done } from './undo-toast'
import { now } from './use-answer'
import { useReadThrough } from './use-read-through'

/**
 * Marks a document as read, or not; `m` does the same, and reading it through marks it too. What was done can be
 * undone.
 */
export function ReadToggle({ document: tracked, solves }: { document: TrackedDocument; solves: Solves[] }) {
  const record = useRecord(tracked.id)
  const isRead = isDone(record)
  const [done, setDone] = useState<Done & { at: string }>()
  const button = useRef<HTMLButtonElement>(null)
  const event = () => {
    const { id, kind, lesson, version } = tracked
    return { documentId: id, kind, lesson, version, at: now() }
  }
  const undo = (change: (before: ProgressRecord | undefined) => ProgressRecord) => {
    changeRecord(tracked.id, change)
    // The toast is gone with what had the focus; it may have been called from anywhere in the text, which stays in view.
    button.current?.focus({ preventScroll: true })
  }
  const toggle = () => {
    const former = readProgress()[tracked.id]
    const wasRead = isDone(former)
    changeRecord(tracked.id, (before) =>
      wasRead ? markUnread(before, event()) : markRead(before, { ...event(), source: 'manual' }),
    )
    setDone({
      at: now(),
      words: wasRead ? 'Marked as not read.' : 'Marked as read.',
      undo: () => undo((before) => undoByHand(before, { ...event(), former })),
    })
  }
  const end = useReadThrough(tracked, () => {
    const former = readProgress()[tracked.id]
    if (isReadAt(tracked.version, former)) return
    changeRecord(tracked.id, (before) => markRead(before, { ...event(), source: 'auto' }))
    // What the person said about this text stays, and is not talked over.
    if (!isReadAt(tracked.version, readProgress()[tracked.id])) return
    setDone({
      at: now(),
      words: 'You have reached the end: marked as read.',
      undo: () => undo((before) => undoNoticed(before, { ...event(), former })),
    })
  })
  useEffect(() => {
    const handleKey = () => toggle()
    window.addEventListener('twelvefold:toggle-read', handleKey)
    return () => window.removeEventListener('twelvefold:toggle-read', handleKey)
  })
  return (
    <div ref={end} className="no-print mt-12 flex flex-wrap items-start gap-3" data-needs-script>
      <button
        ref={button}
        type="button"
        className={`button ${isRead ? '' : 'button-primary'}`}
        aria-pressed={isRead}
        onClick={toggle}
      >
        {isRead ? 'Read' : 'Mark as read'}
      </button>
      <StateActions document={tracked} solves={solves} />
      <div role="status" className="fixed bottom-16 left-1/2 z-30 -translate-x-1/2 md:bottom-6">
        {done && <UndoToast key={done.at} done={done} onGone={() => setDone(undefined)} />}
      </div>
    </div>
  )
}

function isReadAt(version: string, record: ProgressRecord | undefined): boolean {
  return isDone(record) && record?.versionRead === version
}
