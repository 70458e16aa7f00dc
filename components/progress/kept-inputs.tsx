'use client'

import { useEffect } from 'react'
import { answer, tick } from '@/lib/progress/transitions'
import { changeRecord, readProgress } from './store'
import { now } from './use-answer'
import { usePainter } from './use-painter'

/** Keeps what a reader ticks and answers in the text of a document, and shows what was kept. */
export function KeptInputs({ documentId }: { documentId: string }) {
  usePainter(() => {
    for (const input of document.querySelectorAll<HTMLInputElement>('article input[data-kept]')) {
      input.checked = isKept(documentId, input)
    }
  })
  useEffect(() => {
    const handleChange = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && target.dataset.kept) keep(documentId, target.dataset.kept, target)
    }
    document.addEventListener('change', handleChange)
    return () => document.removeEventListener('change', handleChange)
  }, [documentId])
  return null
}

function isKept(documentId: string, { type, value, dataset: { kept = '' } }: HTMLInputElement): boolean {
  const record = readProgress()[documentId]
  return type === 'checkbox' ? (record?.ticks[kept]?.on ?? false) : record?.answers[kept]?.value === value
}

function keep(documentId: string, key: string, { type, checked, value }: HTMLInputElement): void {
  const at = now()
  changeRecord(documentId, (before) =>
    type === 'checkbox'
      ? tick(before, { documentId, key, on: checked, at })
      : answer(before, { documentId, key, value, at }),
  )
}
