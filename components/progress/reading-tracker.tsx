'use client'

import { useEffect, useRef } from 'react'
import type { Kind } from '@/lib/library/schema'
import type { Heading } from '@/lib/markup/schema'
import { openDocument, seeSection } from '@/lib/progress/transitions'
import { changeRecord } from './store'
import { now } from './use-kept'

/** What a record keeps of the document it is about. */
export type TrackedDocument = { id: string; kind: Kind; lesson: number; version: string; minutes: number }

const openedAfter = 5000

/** Notes that a document is being read once it has been open for five seconds in a visible page, and at which section. */
export function ReadingTracker({ document: tracked, headings }: { document: TrackedDocument; headings: Heading[] }) {
  const isOpen = useRef(false)
  const { id, kind, lesson } = tracked
  useEffect(() => {
    isOpen.current = false
    let seconds = 0
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible' || (seconds += 1) * 1000 < openedAfter) return
      clearInterval(timer)
      isOpen.current = true
      changeRecord(id, (before) => openDocument(before, { documentId: id, kind, lesson, at: now() }))
    }, 1000)
    return () => clearInterval(timer)
  }, [id, kind, lesson])
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.findLast(({ isIntersecting }) => isIntersecting)
        const heading = headings.find((candidate) => candidate.id === seen?.target.id)
        if (!heading || !isOpen.current) return
        const section = { id: heading.id, heading: heading.text }
        changeRecord(id, (before) => seeSection(before, { documentId: id, kind, lesson, section, at: now() }))
      },
      { rootMargin: '-80px 0px -60% 0px' },
    )
    for (const heading of headings) {
      const element = document.getElementById(heading.id)
      if (element) observer.observe(element)
    }
    return () => observer.disconnect()
  }, [id, kind, lesson, headings])
  return null
}
