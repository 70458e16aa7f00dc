'use client'

import { useEffect, useEffectEvent } from 'react'
import { useRecord } from '@/components/progress/store'

/**
 * Gives hints one at a time, counted, and the solution to who has solved the problem or asks twice. Without a script all
 * of them open at once.
 */
export function Steps({ toyId }: { toyId: string }) {
  const isSolved = useRecord(toyId)?.state === 'tried'
  const mayOpen = useEffectEvent(() => isSolved)
  useEffect(() => {
    const hints = [...document.querySelectorAll<HTMLDetailsElement>('article [data-hint]')]
    const count = () => {
      const next = hints.findIndex((hint) => !hint.open && hint.dataset.seen === undefined)
      hints.forEach((hint, index) => {
        hint.hidden = next !== -1 && index > next
        const summary = hint.querySelector('summary')
        if (summary) summary.textContent = `Hint ${index + 1} of ${hints.length}`
      })
    }
    const handleToggle = (event: Event) => {
      const hint = event.target as HTMLDetailsElement
      if (!hints.includes(hint)) return
      hint.dataset.seen = ''
      count()
    }
    const handleClick = (event: MouseEvent) => {
      const summary = (event.target as Element).closest('summary')
      const solution = summary?.closest<HTMLDetailsElement>('article [data-solution]')
      if (!summary || !solution || solution.open || solution.dataset.asked !== undefined || mayOpen()) return
      event.preventDefault()
      solution.dataset.asked = ''
      summary.append(' Not solved yet: press once more to see it.')
    }
    count()
    document.addEventListener('toggle', handleToggle, { capture: true })
    document.addEventListener('click', handleClick)
    return () => {
      document.removeEventListener('toggle', handleToggle, { capture: true })
      document.removeEventListener('click', handleClick)
    }
  }, [toyId])
  return null
}
