'use client'

import { useState } from 'react'
import { answer } from '@/lib/progress/transitions'
import { useDocumentId } from './progress-document'
import { changeRecord, useRecord } from './store'

export type Kept = { value: string; confidence?: number | undefined; right?: boolean | undefined }

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
          confidence: given.confidence,
          right: given.right,
        }),
      ),
  ]
}

/** The time of an event, as records hold it. */
export function now(): string {
  return new Date().toISOString()
}
