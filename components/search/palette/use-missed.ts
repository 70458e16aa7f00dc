import { useEffect, useRef } from 'react'
import type { SearchAnswer } from '@/lib/search/schema'
import { reportMissed } from '../report-missed'

/** Says what became of a search: something of it was used, or it was given up. */
type Outcome = { use: () => void; giveUp: () => void }

/** Reports the search in view when it is given up, or left by closing the palette, without anything being used. */
export function useMissed(answer: SearchAnswer | undefined): Outcome {
  const pending = useRef('')
  useEffect(() => {
    if (answer) pending.current = answer.query
  }, [answer])
  const use = () => {
    pending.current = ''
  }
  const giveUp = () => {
    reportMissed(pending.current)
    pending.current = ''
  }
  return { use, giveUp }
}
