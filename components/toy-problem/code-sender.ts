'use client'

import { readerId } from '@/components/progress/reader'
import type { Answer } from '@/components/progress/ask-server'
import { codeLimits, type ChecksResult, type CodeVersion } from '@/lib/toys/code-version'
import { fetchVersions, putCode } from './code-server'
import type { KeptCode } from './kept-code'

const idleMs = 10_000
const pauseMs = 30_000

/** The code that is open: its sender reads it, and notes what the server has of it. */
export type OpenCode = {
  toyId: string
  current: () => KeptCode | undefined
  keep: (next: KeptCode) => void
  tell: (told: Told) => void
}

/** What is told of the server: its versions, newest first, and why it has not taken the newest code, if it has not. */
export type Told = { versions?: CodeVersion[]; trouble?: string | undefined }

/** Code that was checked, and what its checks said. */
export type Checked = { code: string; checks: ChecksResult }

/** The way of a reader's code of a toy problem to the server and back; for somebody signed out none of it goes there. */
export type CodeSender = {
  /** Asks for the versions, goes on with a newer one where nothing was typed here since, and sends what was. */
  pull: () => Promise<void>
  /** Sends it once nothing has been typed for a while. */
  sendLater: () => void
  /** Sends it now, after what is under way; with what its checks said, if it is still the code that they ran on. */
  send: (checked?: Checked) => Promise<void>
  /** Sends what the server does not have in a way that outlasts the page. */
  sendAtLeave: () => void
  /** From here on nothing is sent, kept or told: what is open now is another sender's. */
  end: () => void
}

/** Opens it. */
export function openCodeSender({ toyId, current, keep, tell }: OpenCode): CodeSender {
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn: Promise<void> = Promise.resolve()
  let versions: CodeVersion[] = []
  let hasEnded = false
  const isOver = (reader: string) => hasEnded || readerId() !== reader
  const later = (afterMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void send(), afterMs)
  }
  const put = async (checked?: Checked, atLeave = false) => {
    const [reader, sent] = [readerId(), current()]
    if (hasEnded || reader === undefined || !sent) return
    const { code } = sent
    // It may have been changed while this waited for its turn.
    const checks = checked?.code === code ? checked.checks : undefined
    if (isSent(sent) && !checks) return
    const answer = await putCode(reader, { toyId, code, checks }, atLeave)
    if (isOver(reader)) return
    tell({ trouble: troubleOf(answer) })
    if (answer.is === 'failed') later(pauseMs)
    if (answer.is !== 'answer') return
    const saved = { ...answer.value, code }
    versions = [saved, ...versions.filter(({ number }) => number !== saved.number)].slice(0, codeLimits.versions)
    tell({ versions })
    const now = current()
    if (now) keep({ ...now, base: saved.number, sent: code })
  }
  // One after the other, so that the newest is what came last.
  const send = (checked?: Checked) => {
    clearTimeout(timer)
    turn = turn.then(() => put(checked))
    return turn
  }
  const pull = async () => {
    const reader = readerId()
    if (reader === undefined) return
    const answer = await fetchVersions(reader, toyId)
    if (answer.is !== 'answer' || isOver(reader)) return
    versions = answer.value
    tell({ versions })
    const [newest] = versions
    const found = current()
    const own = withSent(found, versions)
    if (newest && isBehind(own, newest)) {
      keep({ code: newest.code, base: newest.number, sent: newest.code, ...(own && { before: own.code }) })
    } else if (own && !isSent(own)) await send()
    else if (own && own !== found) keep(own)
  }
  return {
    pull,
    sendLater: () => later(idleMs),
    send,
    sendAtLeave: () => void put(undefined, true),
    end: () => {
      hasEnded = true
      clearTimeout(timer)
    },
  }
}

/** Whether the server has the code as it is. */
export function isSent({ code, sent }: KeptCode): boolean {
  return code === sent
}

/** The code with which version of the server it is: what was sent as a page was left nobody could note any more. */
function withSent(own: KeptCode | undefined, versions: CodeVersion[]): KeptCode | undefined {
  const there = versions.find(({ number, code }) => code === own?.code && number > (own.base ?? 0))
  return own && there ? { ...own, base: there.number, sent: there.code } : own
}

/** Nothing was typed here since the server had it, and somewhere else it was. */
function isBehind(own: KeptCode | undefined, newest: CodeVersion): boolean {
  return own === undefined || (isSent(own) && newest.number > (own.base ?? 0))
}

function troubleOf(answer: Answer<unknown>): string | undefined {
  if (answer.is === 'answer') return undefined
  if (answer.is === 'failed') return 'The server cannot be reached now; this browser keeps it, and sends it later.'
  return answer.is === 'signed out' ? 'You are signed out; this browser keeps it until you sign in.' : answer.words
}
