'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { readerId } from '@/components/progress/reader'

type Of<T> = { id: string; fresh: () => T; isChanged: (edit: T) => boolean }

/**
 * A change of a published page while it is made. It is kept in this tab, so that a reload or a refusal loses nothing,
 * and the browser asks before the tab is left with it.
 */
export function useKept<T>({ id, fresh, isChanged: differs }: Of<T>) {
  const kept = useSyncExternalStore(
    neverChanges,
    () => readKept(id) as T | undefined,
    () => undefined,
  )
  const [typed, setTyped] = useState<T>()
  const edit = typed ?? kept ?? fresh()
  const isChanged = differs(edit)
  const change = (part: Partial<T>) => {
    const next = { ...edit, ...part }
    setTyped(next)
    keep(id, next)
  }
  const discard = () => {
    keep(id, undefined)
    setTyped(fresh())
  }
  useEffect(() => {
    if (!isChanged) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isChanged])
  return { edit, change, discard, isChanged }
}

let lastRead: { text: string | null; edit: unknown } | undefined

function neverChanges(): () => void {
  return () => undefined
}

function readKept(id: string): unknown {
  try {
    const text = sessionStorage.getItem(keyOf(id))
    if (lastRead?.text !== text) lastRead = { text, edit: text === null ? undefined : JSON.parse(text) }
    return lastRead.edit
  } catch {
    // A tab that keeps nothing begins with the page as it is.
    return undefined
  }
}

function keep(id: string, edit: unknown): void {
  try {
    if (edit === undefined) sessionStorage.removeItem(keyOf(id))
    else sessionStorage.setItem(keyOf(id), JSON.stringify(edit))
  } catch {
    // The question before the tab is left stands in for it.
  }
}

function keyOf(id: string): string {
  return `twelvefold.edit.${readerId() ?? ''}.${id}`
}
