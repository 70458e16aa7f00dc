'use client'

import { useEffect, useState } from 'react'
import type { SearchAnswer } from '@/lib/search/schema'

/** The last answer, kept until a newer one comes; whether one is waited for so long that it shows; what went wrong. */
export type Asked = { answer?: SearchAnswer; isSlow: boolean; problem?: string }

// Keys that come in one go are one question; anything longer would be felt.
const wait = { typing: 10, spinner: 150 }
const limit = 12

/** Searches as somebody types: an older question is given up for a newer one. */
export function useSearch(typed: string): Asked {
  const q = typed.trim()
  const [state, setState] = useState<Asked>({ isSlow: false })
  useEffect(() => {
    const asking = new AbortController()
    const ask = async () => {
      const next = q === '' ? {} : await searchFor(q, asking.signal)
      if (!asking.signal.aborted) setState((before) => ({ ...(next.problem ? before : {}), ...next, isSlow: false }))
      clearTimeout(slow)
    }
    const timer = setTimeout(() => void ask(), q === '' ? 0 : wait.typing)
    const slow = setTimeout(
      () => q !== '' && setState((before) => ({ ...before, isSlow: true })),
      wait.typing + wait.spinner,
    )
    return () => {
      clearTimeout(timer)
      clearTimeout(slow)
      asking.abort()
    }
  }, [q])
  return state
}

type Outcome = Pick<Asked, 'answer' | 'problem'>

async function searchFor(q: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(`/api/search?${new URLSearchParams({ q, limit: String(limit) })}`, { signal })
    if (response.ok) return { answer: (await response.json()) as SearchAnswer }
    const { message } = (await response.json()) as { message: string }
    // The server names the parameter for programs; a person sees the field.
    return { problem: message.replace(/^q: /, '') }
  } catch {
    const why = navigator.onLine ? 'The site does not answer.' : 'You are offline.'
    return { problem: `${why} Type on, or try again in a moment.` }
  }
}
