'use client'

import { useEffect, useState } from 'react'
import { readerId } from '@/components/progress/reader'
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
/** Why there is no answer, in words; and the word of the server's error, where it gives one. */
type Failed = { failed: string; code?: string }
type Answer = ({ ok: true } & Good) | { ok: false; problems: Problem[] } | Failed
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
const pauses = { first: 800, most: 30_000 }

/** Checks the body whenever typing pauses, and always the newest text in the end. */
export function usePreview(text: string, check: CheckBody, draftKey: string): PreviewState {
  const [state, setState] = useState<PreviewState>({
    good: undefined,
    problems: [],
    text: undefined,
    failed: undefined,
  })
  useEffect(
    () => askPreview({ text, check, draftKey }, (answer) => setState((before) => next(before, text, answer))),
    [text, check, draftKey],
  )
  return state
}

type Asked = { text: string; check: CheckBody; draftKey: string }

/** Has a text checked in a moment, and again while waiting may help; gives what ends that, after which nothing is told. */
export function askPreview({ text, check, draftKey }: Asked, tell: (answer: Answer) => void): () => void {
  let hasEnded = false
  let pause = pauses.first
  let timer = setTimeout(run, idle)
  async function run() {
    if (text.length > mostBody) return tell({ failed: `${tooLong}.` })
    const answer = await check(text, draftKey).catch(() => unreachable)
    if (hasEnded) return
    tell(answer)
    if (!('failed' in answer) || !mayPass(answer)) return
    timer = setTimeout(run, pause)
    pause = Math.min(2 * pause, pauses.most)
  }
  return () => {
    hasEnded = true
    clearTimeout(timer)
  }
}

const unreachable: Failed = {
  failed: 'The server does not answer. What you typed is kept in this browser.',
  code: 'unavailable',
}

// Whoever is refused for who they are, or for their text, is refused again until they sign in or type.
function mayPass({ code }: Failed): boolean {
  if (readerId() === undefined) return false
  return code === undefined || code === 'rate-limited' || code === 'unavailable'
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
