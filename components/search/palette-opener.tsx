'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState, type ComponentType, type MouseEvent, type ReactNode } from 'react'
import { useModifier } from '@/components/ui/use-modifier'
import type { PaletteProps } from './palette/palette'

const load = () => import('./palette/palette')

/**
 * The button that opens the search palette, and what opens it by key (`Shortcuts` tells of those). Its script is loaded
 * when it is about to be wanted. Without a script the button leads to the search page.
 */
export function PaletteOpener({ children }: { children: ReactNode }) {
  const [Palette, setPalette] = useState<ComponentType<PaletteProps>>()
  const [isOpen, setOpen] = useState(false)
  const [initial, setInitial] = useState('')
  const modifier = useModifier()
  const router = useRouter()
  const open = async () => {
    let early = ''
    const stop = Palette ? undefined : catchKeys((key) => (early += key))
    try {
      const loaded = await load()
      setPalette(() => loaded.Palette)
      setInitial(early)
      setOpen(true)
    } catch {
      // A script that cannot be had, after a new version say: the page does the same.
      router.push('/search')
    } finally {
      stop?.()
    }
  }
  const handleAsk = useEffectEvent((event: Event) => {
    event.preventDefault()
    if (!isOpen) void open()
  })
  useEffect(() => {
    const handle = (event: Event) => handleAsk(event)
    window.addEventListener('twelvefold:search', handle)
    return () => window.removeEventListener('twelvefold:search', handle)
  }, [])
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    event.preventDefault()
    // Not every browser does so, and the focus comes back to what had it.
    event.currentTarget.focus()
    void open()
  }
  // It can only help: where it fails, opening says so.
  const prepare = () => void load().catch(() => undefined)
  return (
    <>
      <form action="/search" className="relative ml-auto min-w-0 flex-1 md:max-w-64">
        <button
          className="field flex min-h-9! items-center gap-2 py-1! text-ui text-ink-3"
          aria-haspopup="dialog"
          onClick={handleClick}
          onPointerEnter={prepare}
          onFocus={prepare}
        >
          {children}
          <kbd aria-hidden className="ml-auto font-sans text-meta max-md:hidden">
            {modifier} K
          </kbd>
        </button>
      </form>
      {isOpen && Palette && <Palette initial={initial} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Keeps what is typed while the palette is on its way, so that it is neither lost nor taken for shortcuts. */
function catchKeys(take: (key: string) => void): () => void {
  const handle = (event: KeyboardEvent) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    take(event.key)
  }
  window.addEventListener('keydown', handle, true)
  return () => window.removeEventListener('keydown', handle, true)
}
