'use client'

import { useSyncExternalStore } from 'react'

/** What the key of shortcuts is called on this machine; on the server that of most. */
export function useModifier(): '⌘' | 'Ctrl' {
  return useSyncExternalStore(never, nameOfModifier, () => 'Ctrl')
}

function never(): () => void {
  return () => undefined
}

function nameOfModifier(): '⌘' | 'Ctrl' {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
}
