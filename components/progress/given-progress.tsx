'use client'

import { useLayoutEffect, useMemo, type ReactNode } from 'react'
import { GivenContext, type Given } from './given-context'
import { readerId } from './reader'
import { addProgress, giveProgress } from './store'

type Props = Partial<Given> & {
  /** Whose progress it is. */
  reader: string
  progress: Given['progress']
  children: ReactNode
}

/**
 * What the server knows of the reader's progress: it stands in the page before any script has run, and is merged with
 * what this device has before anything below reads that.
 */
export function GivenProgress({ reader, progress, cards = [], changes = {}, children }: Props) {
  useMemo(() => giveProgress(reader, progress), [reader, progress])
  useLayoutEffect(() => {
    if (readerId() === reader) addProgress(progress)
  }, [reader, progress])
  return <GivenContext value={{ progress, cards, changes }}>{children}</GivenContext>
}
