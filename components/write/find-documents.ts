'use client'

import { useEffect, useState } from 'react'
import type { Kind } from '@/lib/library/schema'
import type { SearchAnswer } from '@/lib/search/schema'

/** A document as it is offered to be named. */
export type Found = { id: string; title: string; url: string; kind: Kind; lessons: number[] }

type Query = { q: string; kinds?: string[]; limit: number }

/** How documents are found for some words: by searching for them, or as what is similar to them. */
type Find = (query: Required<Query>, signal: AbortSignal) => Promise<Found[]>

/** What was found, and what it was found for. */
type Answer = { q: string; found: Found[]; hasFailed: boolean }

const idle = 250
// What a search takes at most, and a question for what is similar.
const most = { characters: 200, words: 24, similar: 20_000 }

/**
 * The documents nearest to some words, asked for when typing pauses; an older question is given up for a newer one.
 * `find` is one of the two below.
 */
export function useFoundDocuments({ q, kinds = [], limit }: Query, find: Find): Answer {
  const [answer, setAnswer] = useState<Answer>({ q: '', found: [], hasFailed: false })
  const kind = kinds.join(' ')
  useEffect(() => {
    const asking = new AbortController()
    const ask = async () => {
      const query = { q, kinds: kind.split(' ').filter(Boolean), limit }
      const found = q === '' ? [] : await find(query, asking.signal)
      setAnswer({ q, found, hasFailed: false })
    }
    const timer = setTimeout(() => {
      ask().catch(() => {
        if (!asking.signal.aborted) setAnswer({ q, found: [], hasFailed: true })
      })
    }, idle)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [q, kind, limit, find])
  return answer
}

/** The document at a place of the list; none while the list still answers what was typed before. */
export function chosenOf({ q, found }: Pick<Answer, 'q' | 'found'>, { typed, at }: { typed: string; at: number }) {
  return q === typed.trim() ? found[at] : undefined
}

/** The hits of a search; of a longer text its beginning is searched for. */
export const findByWords: Find = async ({ q, kinds, limit }, signal) => {
  const words = q.split(/\s+/).filter(Boolean).slice(0, most.words).join(' ').slice(0, most.characters)
  const query = new URLSearchParams({ q: words, limit: String(limit) })
  for (const one of kinds) query.append('kind', one)
  const { hits } = (await answerOf(await fetch(`/api/search?${query}`, { signal }))) as SearchAnswer
  return hits.map(({ url, ...hit }) => ({ ...hit, url: url.split('#')[0] ?? url }))
}

/** What is similar to a text as a whole. */
export const findSimilar: Find = async ({ q, kinds, limit }, signal) => {
  const to = { text: q.slice(0, most.similar) }
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ to, kinds, limit })
  const response = await fetch('/api/similar', { method: 'POST', headers, body, signal })
  const { documents } = (await answerOf(response)) as { documents: Found[] }
  return documents
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`The search answered ${response.status}`)
  return response.json()
}
