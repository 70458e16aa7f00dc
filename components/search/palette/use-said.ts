'use client'

import { useEffect, useState } from 'react'
import type { SearchAnswer } from '@/lib/search/schema'
import { countWords } from './options'

const rest = 300

/** What is said aloud of an answer, or of what went wrong, once typing has stopped. */
export function useSaid(answer: SearchAnswer | undefined, problem: string | undefined): string {
  const [said, setSaid] = useState('')
  const words = problem ?? (answer ? countWords(answer) : '')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), rest)
    return () => clearTimeout(timer)
  }, [words, answer])
  return said
}
