'use client'

import { useEffect } from 'react'
import type { Changes, ProgressRecord } from '@/lib/progress/schema'
import { askForChanges, changeOf, giveChanges, onChanges } from './changes'
import { isTrusted, readProgress } from './store'
import { usePainter } from './use-painter'

const words = { reading: 'Reading', read: 'Read', tried: 'Tried', applied: 'Applied', skipped: 'Skipped' }

/**
 * Fills in every mark of progress on the page, and keeps it true: when progress changes, when new marks appear, and
 * when a text turns out to have changed. `changes` are those that the server knew of.
 */
export function ProgressMarks({ changes }: { changes: Changes }) {
  usePainter(paintAll)
  useEffect(() => {
    giveChanges(changes)
    return onChanges(() => marks().forEach(paintMark))
  }, [changes])
  return null
}

function paintAll(): void {
  marks().forEach(paintMark)
  void askForChanges(marks().map((mark) => ({ record: recordOf(mark), version: mark.dataset.version ?? '' })))
}

/** Fills in one mark. */
export function paintMark(mark: HTMLElement): void {
  const record = recordOf(mark)
  const state: ProgressRecord['state'] = record?.state ?? 'unread'
  const isChanged = record?.versionRead !== mark.dataset.version && changeOf(record) !== undefined
  if (isChanged !== 'changed' in mark.dataset) mark.toggleAttribute('data-changed', isChanged)
  // An unread one is painted too: without a state it would stay as the server painted it.
  else if (state === mark.dataset.state) return
  mark.dataset.state = state
  if (state === 'unread') {
    for (const name of ['role', 'aria-label', 'title']) mark.removeAttribute(name)
  } else {
    const label = isChanged ? `${words[state]}, changed since` : words[state]
    mark.setAttribute('role', 'img')
    mark.setAttribute('aria-label', label)
    mark.title = label
  }
}

// Until it is known whether this device is behind, the others stay as the server painted them (`MarkStyles`).
function marks(): HTMLElement[] {
  const all = document.querySelectorAll<HTMLElement>('[data-progress]')
  return [...all].filter(({ dataset }) => isTrusted(dataset.progress ?? ''))
}

function recordOf(mark: HTMLElement): ProgressRecord | undefined {
  return readProgress()[mark.dataset.progress ?? '']
}
