'use client'

import type { ProgressRecord } from '@/lib/progress/schema'
import { readProgress } from './store'
import { usePainter } from './use-painter'

const words = { reading: 'Reading', read: 'Read', tried: 'Tried', applied: 'Applied', skipped: 'Skipped' }

/** Fills in every mark of progress on the page, and keeps it true: when progress changes, and when new marks appear. */
export function ProgressMarks() {
  usePainter(() => document.querySelectorAll<HTMLElement>('[data-progress]').forEach(paintMark))
  return null
}

function paintMark(mark: HTMLElement): void {
  const state: ProgressRecord['state'] = readProgress()[mark.dataset.progress ?? '']?.state ?? 'unread'
  if (state === (mark.dataset.state ?? 'unread')) return
  mark.dataset.state = state
  if (state === 'unread') {
    for (const name of ['role', 'aria-label', 'title']) mark.removeAttribute(name)
  } else {
    mark.setAttribute('role', 'img')
    mark.setAttribute('aria-label', words[state])
    mark.title = words[state]
  }
}
