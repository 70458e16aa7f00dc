'use client'

import { useEffect, useState } from 'react'
import { useKnownCards } from '@/components/progress/known-cards'
import { lastRead } from '@/components/progress/last-read'
import { useProgress } from '@/components/progress/store'
import { emptyGroups, type Group, type Lesson } from './options'
import { readRecent } from './recent'

let known: Lesson[] = []

/** What the palette offers while nothing is typed: where to go on, pages opened last, the lessons, and what can be done. */
export function useStart(): Group[] {
  const [lessons, setLessons] = useState(known)
  const [recent] = useState(readRecent)
  const last = lastRead(useKnownCards(), useProgress())
  useEffect(() => {
    if (known.length > 0) return
    void askForLessons().then((found) => {
      known = found
      setLessons(found)
    })
  }, [])
  const { card, section, url, left } = last ?? {}
  const detail = section?.heading ? `Section ‘${section.heading}’, ${left}` : left
  const resume = card && url ? { title: card.title, url, kind: card.kind, ...(detail && { detail }) } : undefined
  return emptyGroups({ resume, recent, lessons })
}

async function askForLessons(): Promise<Lesson[]> {
  try {
    const response = await fetch('/api/lessons')
    return response.ok ? ((await response.json()) as { lessons: Lesson[] }).lessons : []
  } catch {
    // Without them the palette still searches, and says itself when the site does not answer that.
    return []
  }
}
