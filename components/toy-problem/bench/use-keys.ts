'use client'

import { useEffect, useEffectEvent, type RefObject } from 'react'

type Keys = { onRun: () => void; onCheck: () => void; onStop: () => void }

/**
 * The keys of a bench: with Ctrl or ⌘, Enter runs, Shift Enter checks, a full stop stops. They come before the editor's
 * own; on the page of a problem they work wherever nothing else is typed into.
 */
export function useKeys(bench: RefObject<HTMLElement | null>, isPage: boolean, { onRun, onCheck, onStop }: Keys): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const isHere = bench.current?.contains(event.target as Node) ?? false
    if (!isHere && !(isPage && !(event.target as Element).closest('input, textarea, dialog, [contenteditable]'))) return
    if (event.key === 'Enter') (event.shiftKey ? onCheck : onRun)()
    else if (event.key === '.') onStop()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => act(event)
    window.addEventListener('keydown', handleKey, { capture: true })
    return () => window.removeEventListener('keydown', handleKey, { capture: true })
  }, [])
}
