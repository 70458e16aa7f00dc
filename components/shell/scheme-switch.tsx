'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useEffect, useState } from 'react'

export type Scheme = 'system' | 'light' | 'dark'

const next: Record<Scheme, Scheme> = { system: 'light', light: 'dark', dark: 'system' }
const icons = { system: Monitor, light: Sun, dark: Moon }
const year = 60 * 60 * 24 * 365

/** Goes through system, light and dark; a cookie keeps the choice, so that the server sends the page in it. */
export function SchemeSwitch({ initial }: { initial: Scheme }) {
  const [scheme, setScheme] = useState(initial)
  const Icon = icons[scheme]
  const change = () => {
    const chosen = next[scheme]
    setScheme(chosen)
    document.cookie = `scheme=${chosen}; path=/; max-age=${year}; samesite=lax`
    document.documentElement.dataset.scheme = chosen
  }
  useEffect(() => {
    window.addEventListener('twelvefold:scheme', change)
    return () => window.removeEventListener('twelvefold:scheme', change)
  })
  return (
    <button
      type="button"
      data-needs-script
      onClick={change}
      className="grid size-9 shrink-0 place-items-center rounded text-ink-2 hover:bg-sunken hover:text-ink"
      aria-label={`Colour scheme: ${scheme}. Change to ${next[scheme]}`}
      title={`Colour scheme: ${scheme}`}
    >
      <Icon aria-hidden className="size-4.5" />
    </button>
  )
}
