'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

/** The share of a text's reading time that somebody must have spent with it on screen. */
const enough = 0.6

/**
 * Tells, once, that a text has been read through: its end has been on screen, and 60 % of its reading time was spent
 * with the page visible. `version` is the text's; another text begins anew.
 */
export function useReadThrough(
  { version, minutes }: { version: string; minutes: number },
  onThrough: () => void,
): React.RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null)
  const tell = useEffectEvent(onThrough)
  useEffect(() => {
    let seconds = 0
    let hasSeenEnd = false
    const look = () => {
      if (!hasSeenEnd || seconds < minutes * 60 * enough) return
      stop()
      tell()
    }
    const observer = new IntersectionObserver((entries) => {
      hasSeenEnd ||= entries.some(({ isIntersecting }) => isIntersecting)
      look()
    })
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return
      seconds += 1
      look()
    }, 1000)
    const stop = () => {
      clearInterval(timer)
      observer.disconnect()
    }
    if (end.current) observer.observe(end.current)
    return stop
  }, [version, minutes])
  return end
}
