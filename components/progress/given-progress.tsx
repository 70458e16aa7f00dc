'use client'

import { createContext, useContext, type ReactNode } from 'react'
import type { DocumentCard } from '@/lib/library/schema'
import type { Changes, Progress } from '@/lib/progress/schema'

type Given = { progress: Progress; cards: DocumentCard[]; changes: Changes }

const GivenContext = createContext<Given>({ progress: {}, cards: [], changes: {} })

/** What the server knows of the reader's progress: it stands in the page before any script has run. */
export function GivenProgress({
  progress,
  cards = [],
  changes = {},
  children,
}: Partial<Given> & { progress: Progress; children: ReactNode }) {
  return <GivenContext value={{ progress, cards, changes }}>{children}</GivenContext>
}

/** The progress and cards that the server gave; nothing for somebody signed out. */
export function useGiven(): Given {
  return useContext(GivenContext)
}
