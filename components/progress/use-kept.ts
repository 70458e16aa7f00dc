'use client'

import { useState } from 'react'
import { answer, tick } from '@/lib/progress/transitions'
import { useDocumentId } from './progress-document'
import { changeRecord, useRecord } from './store'

/** Whether an item is ticked, and how to change it; kept with the document's progress where there is a document. */
export function useTick(keptAs: string): [boolean, (on: boolean) => void] {
  const documentId = useDocumentId()
  const record = useRecord(documentId)
  const [tried, setTried] = useState(false)
  if (documentId === undefined) return [tried, setTried]
  const isOn = record?.ticks[keptAs]?.on ?? false
  return [isOn, (on) => changeRecord(documentId, (before) => tick(before, { documentId, key: keptAs, on, at: now() }))]
}

export type Kept = { value: string; confidence?: number | undefined }

/** An answer given before, and how to give one; kept with the document's progress where there is a document. */
export function useAnswer(keptAs: string): [Kept | undefined, (answer: Kept) => void] {
  const documentId = useDocumentId()
  const record = useRecord(documentId)
  const [tried, setTried] = useState<Kept>()
  if (documentId === undefined) return [tried, setTried]
  return [
    record?.answers[keptAs],
    (given) =>
      changeRecord(documentId, (before) =>
        answer(before, {
          documentId,
          key: keptAs,
          at: now(),
          value: given.value,
          ...(given.confidence !== undefined && { confidence: given.confidence }),
        }),
      ),
  ]
}

/** The time of an event, as records hold it. */
export function now(): string {
  return new Date().toISOString()
}
