'use client'

import { useEffect, useRef } from 'react'
import type { Kind } from '@/lib/library/schema'
import { useSeenSection, type SeenSection } from '@/components/ui/seen-section'
import { openDocument, seeSection } from '@/lib/progress/transitions'
import { changeRecord } from './store'
import { now } from './use-answer'

/** What a record keeps of the document it is about. */
export type TrackedDocument = { id: string; kind: Kind; lesson: number; version: string; minutes: number }

const openedAfter = 5000

/** Notes that a document is being read once it has been open for five seconds in a visible page, and at which section. */
export function ReadingTracker({ document: tracked }: { document: TrackedDocument }) {
  const isOpen = useRef(false)
  const seenBefore = useRef<SeenSection>(undefined)
  const { id, kind, lesson } = tracked
  useEffect(() => {
    isOpen.current = false
    seenBefore.current = undefined
    let seconds = 0
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible' || (seconds += 1) * 1000 < openedAfter) return
      clearInterval(timer)
      isOpen.current = true
      changeRecord(id, (before) => openDocument(before, { documentId: id, kind, lesson, at: now() }))
      if (seenBefore.current) keepPlace({ id, kind, lesson }, seenBefore.current)
    }, 1000)
    return () => clearInterval(timer)
  }, [id, kind, lesson])
  useSeenSection(id, (section) => {
    if (isOpen.current) keepPlace(tracked, section)
    // It may stay the only one: whoever follows a link to a section reads on there.
    else seenBefore.current = section
  })
  return null
}

function keepPlace({ id, kind, lesson }: Pick<TrackedDocument, 'id' | 'kind' | 'lesson'>, section: SeenSection): void {
  const place = { ...section, part: partBefore(section.id) }
  changeRecord(id, (before) => seeSection(before, { documentId: id, kind, lesson, section: place, at: now() }))
}

// By what is on screen: paragraphs, figures and code as they take their place.
function partBefore(sectionId: string): number | undefined {
  const text = document.querySelector('article .prose')?.getBoundingClientRect()
  const section = document.getElementById(sectionId)?.getBoundingClientRect()
  if (!text?.height || !section) return undefined
  return Math.round(Math.min(1, Math.max(0, (section.top - text.top) / text.height)) * 100) / 100
}
