'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { readStored, store } from '@/components/ui/stored'
import { ShortcutSheet } from './shortcut-sheet'

const places: Record<string, string> = { h: '/', l: '/lessons', p: '/toy-problems', m: '/postmortems' }

const offKey = 'twelvefold.single-keys'

/** The keyboard map of the site, and the sheet that lists it. Single keys can be turned off there. */
export function Shortcuts() {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const isWaiting = useRef(false)
  const isOff = useSyncExternalStore(subscribe, readOff, () => false)
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k')
        return askForSearch(event)
      if (isOff || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const place = isWaiting.current ? places[event.key] : undefined
      isWaiting.current = event.key === 'g'
      if (place) router.push(place)
      else if (event.key === '/') askForSearch(event)
      else if (event.key === '?') setOpen(true)
      else if (event.key === 'n') router.push('/write/new')
      else if (event.key === 'e') document.querySelector<HTMLAnchorElement>('main a[data-edit]')?.click()
      else if (event.key === 't') window.dispatchEvent(new Event('twelvefold:scheme'))
      else if (event.key === 'm') window.dispatchEvent(new Event('twelvefold:toggle-read'))
      else if (event.key === '[' || event.key === ']') followRel(event.key === '[' ? 'prev' : 'next')
    }
    const handleClick = (event: MouseEvent) => {
      if ((event.target as Element).closest('[data-open-shortcuts]')) setOpen(true)
    }
    document.addEventListener('keydown', handleKey)
    document.addEventListener('click', handleClick)
    return () => {
      document.removeEventListener('keydown', handleKey)
      document.removeEventListener('click', handleClick)
    }
  }, [router, isOff])
  const toggle = () => {
    store(offKey, isOff ? 'on' : 'off')
    window.dispatchEvent(new Event('storage'))
  }
  return isOpen && <ShortcutSheet isOff={isOff} onToggle={toggle} onClose={() => setOpen(false)} />
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener)
  return () => window.removeEventListener('storage', listener)
}

function readOff(): boolean {
  return readStored(offKey) === 'off'
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

// Nobody takes it where there is nothing to search: the browser's own key stays then.
function askForSearch(event: KeyboardEvent): void {
  if (!window.dispatchEvent(new Event('twelvefold:search', { cancelable: true }))) event.preventDefault()
}

function followRel(rel: string): void {
  document.querySelector<HTMLAnchorElement>(`main a[rel="${rel}"]`)?.click()
}
