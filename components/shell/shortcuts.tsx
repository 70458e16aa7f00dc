'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { readStored, store } from '@/components/ui/stored'

const places: Record<string, string> = { h: '/', l: '/lessons', p: '/toy-problems', m: '/postmortems' }

const rows: [string, string][] = [
  ['/  or  Ctrl K', 'Search'],
  ['g h', 'Home'],
  ['g l', 'Lessons'],
  ['g p', 'Toy problems'],
  ['g m', 'Postmortems'],
  ['[  and  ]', 'Previous and next page'],
  ['m', 'Mark the page as read, or not'],
  ['n', 'Add a postmortem'],
  ['t', 'Change the colour scheme'],
  ['?', 'This list'],
]

const offKey = 'twelvefold.single-keys'

/** The keyboard map of the site, and the sheet that lists it. Single keys can be turned off there. */
export function Shortcuts() {
  const router = useRouter()
  const sheet = useRef<HTMLDialogElement>(null)
  const isWaiting = useRef(false)
  const isOff = useSyncExternalStore(subscribe, readOff, () => false)
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'k') return focusSearch(event)
      if (isOff || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const place = isWaiting.current ? places[event.key] : undefined
      isWaiting.current = event.key === 'g'
      if (place) router.push(place)
      else if (event.key === '/') focusSearch(event)
      else if (event.key === '?') sheet.current?.showModal()
      else if (event.key === 'n') router.push('/write/new')
      else if (event.key === 't') window.dispatchEvent(new Event('twelvefold:scheme'))
      else if (event.key === 'm') window.dispatchEvent(new Event('twelvefold:toggle-read'))
      else if (event.key === '[' || event.key === ']') followRel(event.key === '[' ? 'prev' : 'next')
    }
    const handleClick = (event: MouseEvent) => {
      if ((event.target as Element).closest('[data-open-shortcuts]')) sheet.current?.showModal()
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
  return (
    <dialog ref={sheet} className="sheet" aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title" className="text-xl">
        Keyboard shortcuts
      </h2>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {rows.map(([keys, what]) => (
          <div key={keys} className="contents">
            <dt className="font-mono text-meta">{keys}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-5 flex items-center gap-2">
        <input type="checkbox" checked={!isOff} onChange={toggle} className="size-4" /> Single keys are on
      </label>
      <form method="dialog" className="mt-4">
        <button className="button">Close</button>
      </form>
    </dialog>
  )
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

function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>('[data-search-field]')
  if (!field) return
  event.preventDefault()
  field.focus()
  field.select()
}

function followRel(rel: string): void {
  document.querySelector<HTMLAnchorElement>(`main a[rel="${rel}"]`)?.click()
}
