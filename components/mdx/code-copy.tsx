'use client'

import { useEffect } from 'react'

const shownFor = 2000

/** Makes the Copy buttons of the page's code work; the code itself needs no script. */
export function CodeCopy() {
  useEffect(() => {
    const handleClick = async (event: MouseEvent) => {
      const button = (event.target as Element).closest<HTMLButtonElement>('[data-copy]')
      const code = button?.parentElement?.querySelector('pre')?.textContent
      if (!button || code === undefined) return
      const copied = await copy(code)
      button.textContent = copied ? 'Copied' : 'Press Ctrl C'
      if (!copied) getSelection()?.selectAllChildren(button.parentElement?.querySelector('pre') ?? button)
      setTimeout(() => (button.textContent = 'Copy'), shownFor)
    }
    document.addEventListener('click', handleClick)
    return () => document.removeEventListener('click', handleClick)
  }, [])
  return null
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Not allowed; or, over plain http, there is no clipboard.
    return false
  }
}
