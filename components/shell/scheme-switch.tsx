'use client'

import { useEffect, useState } from 'react'
import { Icon } from '@/components/ui/icon'

export type Scheme = 'system' | 'light' | 'dark'

const next: Record<Scheme, Scheme> = { system: 'light', light: 'dark', dark: 'system' }
// Drawn by hand: an icon library in the shell would cost every page 2 KB.
const icons = {
  system: 'M3 4h18v12H3zM8 20h8M12 16v4',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4',
  dark: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a6.6 6.6 0 0 0 10.5 10.5z',
}
const year = 60 * 60 * 24 * 365

/** Goes through system, light and dark; a cookie keeps the choice, so that the server sends the page in it. */
export function SchemeSwitch({ initial }: { initial: Scheme }) {
  const [scheme, setScheme] = useState(initial)
  const change = () => {
    // Two presses may come before a render: what the page shows is what counts.
    const chosen = next[(document.documentElement.dataset.scheme ?? 'system') as Scheme]
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
      <Icon of={[['path', { d: icons[scheme] }]]} className="size-4.5" />
    </button>
  )
}
