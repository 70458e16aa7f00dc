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

/** The way of a reader's code of a toy problem to the server and back; for somebody signed out none of it goes there. */
export type CodeSender = {
  /** Asks for the versions, goes on with a newer one where nothing was typed here since, and sends what was. */
  pull: () => Promise<void>
  /** Sends it once nothing has been typed for a while. */
  sendLater: () => void
  /** Sends it now, after what is under way; with what its checks said. */
  send: (checks?: ChecksResult) => Promise<void>
  /** Sends what the server does not have in a way that outlasts the page. */
  sendAtLeave: () => void
  end: () => void
}

/** Opens it. */
export function openCodeSender({ toyId, current, keep, tell }: OpenCode): CodeSender {
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn: Promise<void> = Promise.resolve()
  let versions: CodeVersion[] = []
  const later = (afterMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void send(), afterMs)
  }
  const put = async (checks?: ChecksResult, atLeave = false) => {
    const [reader, sent] = [readerId(), current()]
    if (reader === undefined || !sent || (isSent(sent) && !checks)) return
    const { code } = sent
    const answer = await putCode(reader, { toyId, code, checks }, atLeave)
    if (readerId() !== reader) return
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
  const send = (checks?: ChecksResult) => {
    clearTimeout(timer)
    turn = turn.then(() => put(checks))
    return turn
  }
  const pull = async () => {
    const reader = readerId()
    if (reader === undefined) return
    const answer = await fetchVersions(reader, toyId)
    if (answer.is !== 'answer' || readerId() !== reader) return
    versions = answer.value
    tell({ versions })
    const [newest] = versions
    const own = current()
    if (newest && isBehind(own, newest)) {
      const before = own === undefined || own.code === newest.code ? own?.before : own.code
      keep({ code: newest.code, base: newest.number, sent: newest.code, ...(before !== undefined && { before }) })
    } else if (own && !isSent(own)) await send()
  }
  return {
    pull,
    sendLater: () => later(idleMs),
    send,
    sendAtLeave: () => void put(undefined, true),
    end: () => clearTimeout(timer),
  }
}

/** Whether the server has the code as it is. */
export function isSent({ code, sent }: KeptCode): boolean {
  return code === sent
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
