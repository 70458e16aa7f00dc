'use client'

import { useEffect } from 'react'
import { reportMissed } from './report-missed'

/** Reports a search of this page that found nothing, or that is left without a link or a filter of it having been used. */
export function PassedOver({ query, hasHits }: { query: string; hasHits: boolean }) {
  useEffect(() => {
    if (!hasHits) return reportMissed(query)
    let isDone = false
    const use = ({ target }: Event) => {
      if (target instanceof Element && target.closest('main a, main input[type=checkbox]')) isDone = true
    }
    const leave = () => {
      if (!isDone) reportMissed(query)
      isDone = true
    }
    const how = { capture: true }
    document.addEventListener('click', use, how)
    document.addEventListener('auxclick', use, how)
    window.addEventListener('pagehide', leave)
    return () => {
      document.removeEventListener('click', use, how)
      document.removeEventListener('auxclick', use, how)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [query, hasHits])
  return null
}
