'use client'

import { setState, unsetState } from '@/lib/progress/transitions'
import type { TrackedDocument } from './reading-tracker'
import { changeRecord, readProgress } from './store'
import { now } from './use-answer'

/** A lesson that a toy problem belongs to: solving it counts there too. */
export type Solves = { id: string; lesson: number; version: string }

/** Says that a toy problem is solved, and so that its lessons were tried. */
export function markSolved(tracked: TrackedDocument, solves: readonly Solves[]): void {
  changeRecord(tracked.id, (before) => setState(before, { ...about(tracked), state: 'tried' }))
  for (const lesson of solves) {
    changeRecord(lesson.id, (before) => setState(before, { ...aboutLesson(lesson), state: 'tried' }))
  }
}

/** Takes that back; a lesson stays tried while another problem of it is solved. */
export function unmarkSolved(tracked: TrackedDocument, solves: readonly Solves[]): void {
  changeRecord(tracked.id, (before) => unsetState(before, about(tracked)))
  for (const lesson of solves) {
    if (readProgress()[lesson.id]?.state !== 'tried' || hasSolvedOf(lesson.lesson)) continue
    changeRecord(lesson.id, (before) => unsetState(before, aboutLesson(lesson)))
  }
}

function about({ id, kind, lesson, version }: TrackedDocument) {
  return { documentId: id, kind, lesson, version, at: now() }
}

function aboutLesson({ id, lesson, version }: Solves) {
  return { documentId: id, kind: 'lesson', lesson, version, at: now() } as const
}

// A record knows the home lesson of its toy problem and no other; that decides here.
function hasSolvedOf(lesson: number): boolean {
  return Object.values(readProgress()).some(
    (record) => record.kind === 'toy-problem' && record.state === 'tried' && record.lesson === lesson,
  )
}
