'use client'

import { createContext, useContext } from 'react'
import type { DocumentCard } from '@/lib/library/schema'
import type { Changes, Progress } from '@/lib/progress/schema'

export type Given = { progress: Progress; cards: DocumentCard[]; changes: Changes }

export const GivenContext = createContext<Given>({ progress: {}, cards: [], changes: {} })

/** The progress and cards that the server gave; nothing for somebody signed out. */
export function useGiven(): Given {
  return useContext(GivenContext)
}
