'use client'

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { ChecksResult } from '@/lib/toys/code-version'
import { isSent, openCodeSender, type Told } from '../code-sender'
import { keepCode, loadCode, type KeptCode } from '../kept-code'

/**
 * A reader's code for a toy problem: kept as it is typed, and what it was before it was put back with it; for somebody
 * signed in on the server too, with its versions.
 */
export function useCode(toyId: string, starter: string) {
  // The server does not have it, so that it comes after the page has come alive.
  const isAlive = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
  const found = useMemo(() => (isAlive ? loadCode(toyId) : undefined), [isAlive, toyId])
  const [typed, setTyped] = useState<{ kept: KeptCode | undefined }>()
  const [isLost, setIsLost] = useState(false)
  const [told, setTold] = useState<Told>({})
  const kept = typed ? typed.kept : found
  const latest = useRef<KeptCode>(undefined)
  const sender = useRef<ReturnType<typeof openCodeSender>>(undefined)
  const keep = useCallback(
    (next: KeptCode) => {
      latest.current = next
      setTyped({ kept: next })
      setIsLost(!keepCode(toyId, next))
    },
    [toyId],
  )
  const edit = (next: Pick<KeptCode, 'code' | 'before'>) => {
    keep({ ...latest.current, ...next })
    sender.current?.sendLater()
  }
  useEffect(() => {
    latest.current = loadCode(toyId)
    const tell = (news: Told) => setTold((before) => ({ ...before, ...news }))
    const own = openCodeSender({ toyId, current: () => latest.current, keep, tell })
    sender.current = own
    void own.pull()
    const leave = () => document.visibilityState === 'hidden' && own.sendAtLeave()
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      own.sendAtLeave()
      own.end()
    }
  }, [toyId, keep])
  const code = kept?.code ?? starter
  const before = kept?.before
  return {
    code,
    /** The code at this moment, with what was typed since the last time this was drawn. */
    now: () => latest.current?.code ?? starter,
    isChanged: code !== starter,
    /** True where this browser keeps nothing. */
    isLost,
    /** Whether the server has it as it is. */
    isSaved: kept !== undefined && isSent(kept),
    /** What the server has of it, and says. */
    told,
    hasBefore: before !== undefined,
    setCode: (next: string) => edit({ code: next }),
    /** Puts the starter back, or other code in its place; what was there can be brought back. */
    replace: (next: string = starter) => edit({ code: next, before: code }),
    bringBack: () => before !== undefined && edit({ code: before, before: code }),
    /** Has the server keep it now, with what the checks said of code that ran, if it is still that. */
    save: (ran: string, checks?: ChecksResult) => void sender.current?.send(checks && { code: ran, checks }),
  }
}
