'use client'

import { useMemo, useState, useSyncExternalStore } from 'react'
import { keepCode, loadCode, type KeptCode } from '../kept-code'

/** A reader's code for a toy problem: kept as it is typed, and what it was before it was put back with it. */
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
  const kept = typed ? typed.kept : found
  const keep = (next: KeptCode | undefined) => {
    setTyped({ kept: next })
    setIsLost(!keepCode(toyId, next))
  }
  const code = kept?.code ?? starter
  const before = kept?.before
  return {
    code,
    isChanged: code !== starter,
    /** True where this browser keeps nothing. */
    isLost,
    hasBefore: before !== undefined,
    setCode: (next: string) => keep({ code: next, ...(before !== undefined && { before }) }),
    /** Puts the starter back, or other code in its place; what was there can be brought back. */
    replace: (next: string = starter) => keep({ code: next, before: code }),
    bringBack: () => before !== undefined && keep({ code: before, before: code }),
  }
}
