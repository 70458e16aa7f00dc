'use client'

import { useEffect, useEffectEvent, useState } from 'react'

const shownFor = 8000

/** What was done last, in words, and how to undo it. */
export type Done = { words: string; undo: () => void }

/** Says what was done, with a way back, for eight seconds, and longer while the pointer or the focus is in it. */
export function UndoToast({ done: { words, undo }, onGone }: { done: Done; onGone: () => void }) {
  const [isHeld, setHeld] = useState(false)
  const handleGone = useEffectEvent(onGone)
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(() => handleGone(), shownFor)
    return () => clearTimeout(timer)
  }, [isHeld])
  return (
    <p
      className="flex items-center gap-4 rounded border border-line-strong bg-surface py-2 pl-4 pr-2"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {words}
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          undo()
          onGone()
        }}
      >
        Undo
      </button>
    </p>
  )
}
