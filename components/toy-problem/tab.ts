'use client'

import { useSyncExternalStore } from 'react'

/** The parts of a toy problem's page; a small screen shows one of them at a time. */
export type Tab = 'problem' | 'code' | 'results'

const listeners = new Set<() => void>()

/** Shows a part of the page, where it does not show all of them. */
export function showTab(tab: Tab): void {
  document.querySelector('[data-tab]')?.setAttribute('data-tab', tab)
  for (const listener of listeners) listener()
}

/** The part that is shown. */
export function useTab(): Tab {
  return useSyncExternalStore(subscribe, readTab, () => 'problem')
}

function readTab(): Tab {
  const shown = document.querySelector('[data-tab]')?.getAttribute('data-tab')
  return shown === 'code' || shown === 'results' ? shown : 'problem'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
