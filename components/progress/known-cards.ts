'use client'

import { useEffect, useState } from 'react'
import type { DocumentCard } from '@/lib/library/schema'
import { readProgress } from './store'

const most = 300
let asked: Promise<DocumentCard[]> | undefined

/**
 * The cards, as they are now, of the documents this reader has opened: titles and addresses may have changed since,
 * and what is gone does not count. Asked for once a page, and only when there is any progress.
 */
export function useKnownCards(): DocumentCard[] {
  const [cards, setCards] = useState<DocumentCard[]>([])
  useEffect(() => {
    let isGone = false
    asked ??= askForCards().finally(() => (asked = undefined))
    void asked.then((found) => {
      if (!isGone) setCards(found)
    })
    return () => {
      isGone = true
    }
  }, [])
  return cards
}

async function askForCards(): Promise<DocumentCard[]> {
  const records = Object.values(readProgress()).sort((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt))
  const chunks = Array.from({ length: Math.ceil(records.length / most) }, (_, index) =>
    records.slice(index * most, (index + 1) * most),
  )
  const answers = await Promise.all(
    chunks.map(async (chunk) => {
      const response = await fetch(`/api/progress/documents?ids=${chunk.map(({ documentId }) => documentId).join(',')}`)
      return response.ok ? ((await response.json()) as { documents: DocumentCard[] }).documents : []
    }),
  ).catch(() => [])
  return answers.flat()
}
