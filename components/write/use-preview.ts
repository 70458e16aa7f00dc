'use client'

import { useEffect, useRef, useState } from 'react'
import { mostBody } from './choices'
import type { Reference } from '@/lib/library/schema'
import type { Body, Problem } from '@/lib/markup/schema'

type Good = {
  body: Body
  references: Record<string, Reference>
  warnings: string[]
  /** Of a text that holds its own front matter. */
  title?: string
  summary?: string
}
type Answer = ({ ok: true } & Good) | { ok: false; problems: Problem[] } | { failed: string }
export type CheckBody = (text: string, draftKey: string) => Promise<Answer>

/** The preview as the form shows it: the last good tree stays while the text has problems. */
export type PreviewState = {
  good: Good | undefined
  problems: Problem[]
  /** The text that the problems are of. */
  text: string | undefined
  failed: string | undefined
}

/** What is said of a text that is longer than a document may be. */
export const tooLong = 'At most 256 KB of text; shorten it, or split it into two pages'

const idle = 350
const retryAfter = 800

/** Checks the body whenever typing pauses, one request at a time, and always the newest text in the end. */
export function usePreview(text: string, check: CheckBody, draftKey: string): PreviewState {
  const [state, setState] = useState<PreviewState>({
    good: undefined,
    problems: [],
    text: undefined,
    failed: undefined,
  })
  const newest = useRef(0)
  useEffect(() => {
    const turn = ++newest.current
    let timer = setTimeout(run, idle)
    async function run() {
      if (text.length > mostBody) return setState((before) => next(before, text, { failed: `${tooLong}.` }))
      const answer = await check(text, draftKey).catch(() => ({
        failed: 'The server does not answer. What you typed is kept in this browser.',
      }))
      if (turn !== newest.current) return
      setState((before) => next(before, text, answer))
      if ('failed' in answer) timer = setTimeout(run, retryAfter)
    }
    return () => clearTimeout(timer)
  }, [text, check, draftKey])
  return state
}

/**
 * The problems of a text: those its publish was refused for while it is the text that was sent, else those of its preview,
 * and whether they are of the text as it is now.
 */
export function problemsOf(
  text: string,
  { preview, refused }: { preview: PreviewState; refused: Problem[] | undefined },
): { problems: Problem[]; isCurrent: boolean } {
  if (refused !== undefined && refused.length > 0) return { problems: refused, isCurrent: true }
  return { problems: preview.problems, isCurrent: preview.text === text }
}

function next(before: PreviewState, text: string, answer: Answer): PreviewState {
  if ('failed' in answer) return { ...before, failed: answer.failed }
  if (!answer.ok) return { ...before, text, problems: answer.problems, failed: undefined }
  return { good: answer, text, problems: [], failed: undefined }
}
