'use client'

import { useEffect, useState } from 'react'
import type { DocumentCard } from '@/lib/library/schema'
import { useGiven } from './given-context'
import { useProgress } from './store'

const most = 300
const asking = new Map<string, Promise<DocumentCard[]>>()

/**
 * The cards, as they are now, of the documents this reader has opened: titles and addresses may have changed since,
 * and what is gone does not count. Those that the server did not give are asked for, once for all who want them.
 */
export function useKnownCards(): DocumentCard[] {
  const { cards: given } = useGiven()
  const [asked, setAsked] = useState<DocumentCard[]>([])
  const known = new Set(given.map(({ id }) => id))
  const missing = Object.keys(useProgress())
    .filter((id) => !known.has(id))
    .sort()
    .join()
  useEffect(() => {
    if (missing === '') return undefined
    let isGone = false
    void askOnce(missing).then((found) => {
      if (!isGone) setAsked(found)
    })
    return () => {
      isGone = true
    }
  }, [missing])
  return [...given, ...asked]
}

function askOnce(ids: string): Promise<DocumentCard[]> {
  const running = asking.get(ids)
  if (running) return running
  const answer = askFor(ids.split(',')).finally(() => asking.delete(ids))
  asking.set(ids, answer)
  return answer
}

async function askFor(ids: string[]): Promise<DocumentCard[]> {
  const chunks = Array.from({ length: Math.ceil(ids.length / most) }, (_, index) =>
    ids.slice(index * most, (index + 1) * most),
  )
  const answers = await Promise.all(
    chunks.map(async (chunk) => {
      const response = await fetch(`/api/progress/documents?ids=${chunk.join(',')}`)
      return response.ok ? ((await response.json()) as { documents: DocumentCard[] }).documents : []
    }),
  ).catch(() => [])
  return answers.flat()
}
