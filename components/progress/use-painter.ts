'use client'

import { useEffect, useEffectEvent } from 'react'
import { subscribe } from './store'

/**
 * Paints progress into finished HTML: at once, whenever progress changes, and whenever the page gets new elements.
 * The paint changes attributes and properties alone, so that it does not call itself.
 */
export function usePainter(paint: () => void): void {
  const repaint = useEffectEvent(paint)
  useEffect(() => {
    const handle = () => repaint()
    const observer = new MutationObserver(handle)
    observer.observe(document.body, { childList: true, subtree: true })
    const unsubscribe = subscribe(handle)
    handle()
    return () => {
      observer.disconnect()
      unsubscribe()
    }
  }, [])
}
